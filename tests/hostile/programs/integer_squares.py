# Squares a number again and again. Ends: deadline. Hint: nothing-yet.
number = 3
for turn in range(10**9):
    number *= number
