# Computes a number of 370 million digits. Ends: fuel. Hint: never-sleeps.
print(9**9**9)
