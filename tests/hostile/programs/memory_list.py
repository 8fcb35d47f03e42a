# Fills the heap with small blocks. Ends: memory. Hint: memory-full.
blocks = []
while True:
    blocks.append(bytearray(100))
