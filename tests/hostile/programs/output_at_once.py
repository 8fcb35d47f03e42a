# Prints a very long line several times. Ends: output. Hint: prints-too-much.
for turn in range(10):
    print("é" * 20000)
