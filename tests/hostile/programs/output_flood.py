# Prints for ever. Ends: deadline. Hint: nothing-yet.
while True:
    print("x" * 100)
