# Asks for a gigabyte of text. Ends: memory. Hint: other.memory-at-once.
text = "x" * 10**9
