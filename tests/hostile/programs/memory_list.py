# Fills the heap with small blocks. Ends: memory. Hint: other.memory.
blocks = []
while True:
    blocks.append(bytearray(100))
