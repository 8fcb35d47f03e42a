# expect: binascii there and back
# prints: b'246f28aabbcc' 24:6f:28:aa:bb:cc
# prints: b'$o('
# prints: b'dGVtcGVyYXR1cmU9MjEuNQ==\n' b'temperature=21.5'
# prints: 0xcbf43926
import binascii

mac = b"\x24\x6f\x28\xaa\xbb\xcc"
print(binascii.hexlify(mac), binascii.hexlify(mac, ":").decode())
print(binascii.unhexlify("246f28"))
text = binascii.b2a_base64(b"temperature=21.5")
print(text, binascii.a2b_base64(text))
print(hex(binascii.crc32(b"123456789")))
