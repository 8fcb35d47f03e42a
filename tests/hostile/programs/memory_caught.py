# Fills the heap, catches the error, and begins again for ever. Ends: fuel. Hint: never-sleeps.
def fill():
    blocks = []
    while True:
        blocks.append(bytearray(1000))


for turn in range(10**9):
    try:
        fill()
    except MemoryError:
        pass
