# Makes events as cheaply as the host's door allows. Ends: fuel. Hint: never-sleeps.
import host

host.call("pin-mode", "4 1 0")
for turn in range(10**9):
    host.call("pin-write", "4 1")
    host.call("pin-write", "4 0")
