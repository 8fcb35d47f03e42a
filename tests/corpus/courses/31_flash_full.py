# expect: a file larger than the flash
# prints: 28
# prints: True
import os

try:
    with open("big.bin", "wb") as f:
        for _ in range(2000):
            f.write(bytes(2048))
    print("fits")
except OSError as error:
    print(error.errno)
os.remove("big.bin")
print(os.statvfs("/")[3] > 100)
