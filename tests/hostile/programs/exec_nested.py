# Compiles ever deeper source. Ends: deadline. Hint: nothing-yet.
for depth in range(1, 10**6):
    eval("-" * depth + "1")
