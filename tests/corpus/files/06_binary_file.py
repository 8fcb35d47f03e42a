# expect: a log of fixed-size records
# prints: (5, -12)
# prints: (10, 300)
# prints: 4 [0, 0, 0, 0]
import struct

RECORD = "<Ih"
with open("records.bin", "wb") as f:
    for t, value in ((0, 215), (5, -12), (10, 300)):
        f.write(struct.pack(RECORD, t, value))
size = struct.calcsize(RECORD)
with open("records.bin", "rb") as f:
    f.seek(size)
    print(struct.unpack(RECORD, f.read(size)))
    f.seek(-size, 2)
    print(struct.unpack(RECORD, f.read()))
    f.seek(0)
    buffer = bytearray(4)
    print(f.readinto(buffer), list(buffer))
