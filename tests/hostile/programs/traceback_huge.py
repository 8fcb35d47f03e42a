# Ends with a message of sixty thousand characters. Ends: memory. Hint: memory-full.
raise ValueError("x" * 60000)
