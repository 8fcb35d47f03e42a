# Prints for ever. Ends: output. Hint: prints-too-much.
while True:
    print("x" * 100)
