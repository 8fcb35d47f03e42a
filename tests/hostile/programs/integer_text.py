# Writes a number of thousands of digits, for ever. Ends: deadline. Hint: quiet.result-dropped.
def write():
    number = 9**9000
    for turn in range(10**9):
        str(number)


write()
