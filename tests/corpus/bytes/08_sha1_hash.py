# expect: sha1, which an ESP32 has too
# prints: a9993e364706816aba3e25717850c26c9cd0d89d
import binascii
import hashlib

print(binascii.hexlify(hashlib.sha1(b"abc").digest()).decode())
