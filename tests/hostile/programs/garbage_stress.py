# Collects the garbage at every allocation. Ends: deadline. Hint: nothing-yet.
import gc

gc.threshold(1)
for turn in range(10**9):
    [[] for _ in range(100)]
