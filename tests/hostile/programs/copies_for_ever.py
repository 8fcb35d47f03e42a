# Copies and compares large blocks for ever. Ends: deadline. Hint: quiet.comparison.
def work():
    left, right = bytearray(60000), bytearray(60000)
    for turn in range(10**9):
        left[:] = right
        left == right
        left.find(b"zz")


work()
