# Makes the host look for files that do not exist, for ever. Ends: fuel. Hint: never-sleeps.
import host

for turn in range(10**9):
    host.call("file-stat", "/.system/none")
