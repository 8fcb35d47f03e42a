# Prints a very long line several times. Ends: deadline. Hint: nothing-yet.
for turn in range(10):
    print("é" * 20000)
