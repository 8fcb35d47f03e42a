# expect: pack and unpack a packet, sizes, endianness
# prints: 9 b'\x07\x04\x00\xff\xfbA\xac\x00\x00'
# prints: 7 1024 -5 21.5
# prints: 7 (4660,) (256,)
# prints: [1, 2, 1, 2, 3, 4] (513,)
# prints: b'ab\x00\x00' (b'wx', b'yz')
# prints: ValueError
import struct

packet = struct.pack(">BHhf", 7, 1024, -5, 21.5)
print(len(packet), packet)
number, light, delta, temperature = struct.unpack(">BHhf", packet)
print(number, light, delta, temperature)
print(struct.calcsize("<BHI"), struct.unpack("<H", b"\x34\x12"), struct.unpack("!I", b"\x00\x00\x01\x00"))
buffer = bytearray(6)
struct.pack_into("<HI", buffer, 0, 513, 67305985)
print(list(buffer), struct.unpack_from("<H", buffer, 2))
print(struct.pack("4s", b"ab"), struct.unpack("2s2s", b"wxyz"))
try:
    struct.unpack("<I", b"\x01")
except ValueError as error:
    print("ValueError")
