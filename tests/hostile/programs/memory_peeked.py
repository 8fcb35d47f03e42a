# Reads and writes the interpreter's own memory; its trap might be ours. Ends: reset. Hint: error.
import uctypes

print(uctypes.bytes_at(0x10000, 100))
uctypes.bytearray_at(0, 1 << 20)[:] = bytes(1 << 20) if False else b""
uctypes.bytes_at(0xFFFF0000, 4)
