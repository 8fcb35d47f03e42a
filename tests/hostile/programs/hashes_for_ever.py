# Computes hashes for ever. Ends: fuel. Hint: never-sleeps.
import hashlib

data = bytes(60000)
for turn in range(10**9):
    hashlib.sha256(data).digest()
