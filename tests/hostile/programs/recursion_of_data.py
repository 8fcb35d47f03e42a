# Prints a list that holds itself, and one nested a thousand times. Ends: exception. Hint: type.recursion.
nested = []
for depth in range(1000):
    nested = [nested]
inside = []
inside.append(inside)
try:
    print(inside)
except RuntimeError:
    pass
repr(nested)
