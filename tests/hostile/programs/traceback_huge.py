# Ends with a message of sixty thousand characters. Ends: memory. Hint: other.memory-at-once.
raise ValueError("x" * 60000)
