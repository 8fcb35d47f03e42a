# Compares lists nested a thousand times, which MicroPython does on the bare stack; such a trap might be ours. Ends: exception. Hint: type.recursion.
nested = []
for depth in range(1000):
    nested = [nested]
print(nested == nested[0])
