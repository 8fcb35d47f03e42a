# Shifts by more bits than the heap holds. Ends: memory. Hint: memory-full.
1 << 100_000_000
