# Doubles a text until the heap is full. Ends: memory. Hint: memory-full.
text = "x"
while True:
    text += text
