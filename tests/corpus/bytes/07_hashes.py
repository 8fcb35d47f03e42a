# expect: sha256 of a text, in pieces and at once
# prints: 32 ba25bf2282e76fdb
# prints: True
# prints: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
import binascii
import hashlib

digest = hashlib.sha256(b"iot-lab").digest()
print(len(digest), binascii.hexlify(digest).decode()[:16])
h = hashlib.sha256()
h.update(b"iot")
h.update(b"-lab")
print(h.digest() == digest)
print(binascii.hexlify(hashlib.sha256(b"").digest()).decode())
