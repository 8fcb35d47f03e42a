# Shifts by more bits than the heap holds. Ends: memory. Hint: quiet.huge-power.
1 << 100_000_000
