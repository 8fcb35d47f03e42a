# expect: sum, xor and CRC-8 of a frame
# prints: 0x92 173
# prints: 0x51


def crc8(data):
    crc = 0xFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1) ^ 0x31 if crc & 0x80 else crc << 1
            crc &= 0xFF
    return crc


data = bytes([0xBE, 0xEF])
print(hex(crc8(data)), sum(data) & 0xFF)
total = 0
for byte in data:
    total ^= byte
print(hex(total))
