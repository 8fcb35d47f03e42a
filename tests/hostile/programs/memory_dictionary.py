# Fills a dictionary with closures that hold each other. Ends: memory. Hint: other.memory.
def make(before):
    return lambda: before


kept = {}
last = None
while True:
    last = make(last)
    kept[len(kept)] = last
