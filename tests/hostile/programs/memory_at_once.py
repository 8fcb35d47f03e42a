# Asks for a gigabyte of text. Ends: memory. Hint: memory-full.
text = "x" * 10**9
