# expect: a register map over a bytearray
# prints: 0x1234 1 1
# prints: bytearray(b'4\x12\x85\x00') 4
import uctypes

data = bytearray(b"\x34\x12\x81\x00")
layout = {"value": uctypes.UINT16 | 0, "flag": uctypes.BFUINT8 | 2 | 7 << uctypes.BF_POS | 1 << uctypes.BF_LEN, "low": uctypes.BFUINT8 | 2 | 0 << uctypes.BF_POS | 4 << uctypes.BF_LEN}
reg = uctypes.struct(uctypes.addressof(data), layout, uctypes.LITTLE_ENDIAN)
print(hex(reg.value), reg.flag, reg.low)
reg.low = 5
print(data, uctypes.sizeof(layout))
