# expect: chained, mixed, is, truth of values
# prints: True False yes default 5
# prints: True False True False True 2
# prints: 00000000111
# prints: on True True True
# prints: TypeError
t = 21
print(18 <= t < 25, not t, t and "yes", 0 or "default", "" or None or 5)
print(1 == 1.0, "1" == 1, [] == [], [] is [], None is None, True + True)
for thing in (0, 0.0, "", [], {}, (), None, False, "0", [0], -1):
    print(1 if thing else 0, end="")
print()
print("on" if t > 20 else "off", "b" > "a", "Z" < "a", (1, 2) == (1, 2))
try:
    print(3 < "4")
except TypeError as error:
    print("TypeError")
