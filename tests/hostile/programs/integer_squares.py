# Squares a number again and again. Ends: fuel. Hint: never-sleeps.
number = 3
for turn in range(10**9):
    number *= number
