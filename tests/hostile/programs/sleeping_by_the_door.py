# Asks the host for the shortest sleeps it sells. Ends: deadline. Hint: nothing-yet.
import host

for turn in range(10**9):
    host.call("sleep", "0")
