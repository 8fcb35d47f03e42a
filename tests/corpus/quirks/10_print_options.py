# expect: sep, end, several, flush is unknown
# prints: 1-2-3!
# prints: a b
# prints: TypeError
print(1, 2, 3, sep="-", end="!\n")
print("a", end=" ")
print("b")
try:
    print("x", flush=True)
except TypeError:
    print("TypeError")
