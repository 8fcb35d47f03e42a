# Asks for a negative size, and repeats a text so often that its size overflows in MicroPython itself; such a trap might be ours. Ends: reset. Hint: quiet.result-dropped.
try:
    bytearray(-1)
except (MemoryError, ValueError):
    pass
for size in (2**31, 2**32 // 3, 2**31 - 1):
    for text in ("ab", b"abc", (1, 2), [1, 2, 3]):
        try:
            text * size
        except (MemoryError, OverflowError):
            pass
