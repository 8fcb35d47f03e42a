# Hands the host texts larger than it takes, for ever. Ends: fuel. Hint: never-sleeps.
import host

text = "é" * 30000
for turn in range(10**9):
    try:
        host.call("no such call", text)
    except (ValueError, RuntimeError):
        pass
