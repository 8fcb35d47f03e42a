# expect: copy in pieces, compare hashes
# prints: 512 True
import hashlib


def digest(path):
    h = hashlib.sha256()
    with open(path, "rb") as f:
        while True:
            piece = f.read(64)
            if not piece:
                break
            h.update(piece)
    return h.digest()


with open("a.bin", "wb") as f:
    f.write(bytes(range(256)) * 2)
with open("a.bin", "rb") as source, open("b.bin", "wb") as target:
    buffer = bytearray(100)
    total = 0
    while True:
        n = source.readinto(buffer)
        if not n:
            break
        target.write(memoryview(buffer)[:n])
        total += n
print(total, digest("a.bin") == digest("b.bin"))
