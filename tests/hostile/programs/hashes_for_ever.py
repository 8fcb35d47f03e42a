# Computes hashes for ever. Ends: deadline. Hint: nothing-yet.
import hashlib

data = bytes(60000)
for turn in range(10**9):
    hashlib.sha256(data).digest()
