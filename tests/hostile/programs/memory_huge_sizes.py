# Asks for blocks of every size that is too large, and catches the refusals. Ends: finished. Hint: nothing-yet.
for size in (2**31, 2**31 - 1, 2**32, 2**63, 2**62 // 3):
    for make in (bytearray, bytes, "x".center):
        try:
            make(size)
        except (MemoryError, OverflowError, ValueError, TypeError):
            pass
