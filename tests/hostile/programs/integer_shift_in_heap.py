# Shifts by more bits than the heap holds. Ends: memory. Hint: other.memory-at-once.
1 << 100_000_000
