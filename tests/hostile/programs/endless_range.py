# Counts to a million million. Ends: deadline. Hint: nothing-yet.
for turn in range(10**12):
    pass
