# Counts to a million million. Ends: fuel. Hint: never-sleeps.
for turn in range(10**12):
    pass
