# Fills a dictionary with closures that hold each other. Ends: memory. Hint: memory-full.
def make(before):
    return lambda: before


kept = {}
last = None
while True:
    last = make(last)
    kept[len(kept)] = last
