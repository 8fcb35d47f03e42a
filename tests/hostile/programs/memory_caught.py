# Fills the heap, catches the error, and begins again for ever. Ends: deadline. Hint: nothing-yet.
def fill():
    blocks = []
    while True:
        blocks.append(bytearray(1000))


for turn in range(10**9):
    try:
        fill()
    except MemoryError:
        pass
