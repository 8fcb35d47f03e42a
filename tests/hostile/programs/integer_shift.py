# Shifts by a million million bits. Ends: exception. Hint: error.
1 << (1 << 40)
