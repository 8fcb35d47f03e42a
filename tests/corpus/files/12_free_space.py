# expect: statvfs of the flash
# prints: 4096 True True
import os

before = os.statvfs("/")
with open("big.bin", "wb") as f:
    for _ in range(5):
        f.write(bytes(4096))
after = os.statvfs("/")
print(before[0], after[3] < before[3], before[2] > 100)
