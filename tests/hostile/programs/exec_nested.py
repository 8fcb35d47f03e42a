# Compiles ever deeper source. Ends: fuel. Hint: never-sleeps.
for depth in range(1, 10**6):
    eval("-" * depth + "1")
