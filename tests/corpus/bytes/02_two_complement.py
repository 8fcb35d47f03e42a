# expect: raw sensor bytes made into signed numbers
# prints: 400 -100 -32768
# prints: -1 2047 -2048
# prints: 400 b'\x90\x01'
# prints: ['25.0625', '-10.1250']
def signed16(high, low):
    value = high << 8 | low
    return value - 65536 if value & 0x8000 else value


def signed(value, bits):
    return value - (1 << bits) if value >> (bits - 1) else value


print(signed16(0x01, 0x90), signed16(0xFF, 0x9C), signed16(0x80, 0x00))
print(signed(0xFF, 8), signed(0x7FF, 12), signed(0x800, 12))
print(int.from_bytes(b"\x01\x90", "big"), (400).to_bytes(2, "little"))
print(["%.4f" % (raw * 0.0625) for raw in (signed16(0x01, 0x91), signed16(0xFF, 0x5E))])
