# Doubles a text until the heap is full. Ends: memory. Hint: other.memory-at-once.
text = "x"
while True:
    text += text
