# expect: masks, set, clear, toggle and test a bit
# prints: 0b10100111 0b10100100 0b1011010
# prints: [1, 0, 1, 0, 0, 1, 0, 1]
# prints: 10 5 42240 -166
# prints: 0 set
# prints: 1 clear
# prints: 0b1010000 0x1234
register = 0b10100101
print(bin(register | 1 << 1), bin(register & ~(1 << 0)), bin(register ^ 0xFF))
print([(register >> bit) & 1 for bit in range(7, -1, -1)])
print(register >> 4, register & 0x0F, (register << 8) & 0xFFFF, ~register)
for bit in (0, 1):
    print(bit, "set" if register & (1 << bit) else "clear")
print(bin(0xA5 >> 1 & 0x55), hex(0x12 << 8 | 0x34))
