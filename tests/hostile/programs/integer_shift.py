# Shifts by a million million bits. Ends: exception. Hint: type.number.
1 << (1 << 40)
