# expect: one block with AES in ECB mode
# prints: 16 True
import cryptolib

key = b"0123456789abcdef"
secret = cryptolib.aes(key, 1).encrypt(b"sixteen bytes ok")
print(len(secret), cryptolib.aes(key, 1).decrypt(secret) == b"sixteen bytes ok")
