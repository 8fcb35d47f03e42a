# expect: members seen once, operations, unpacking
# prints: again 04A1
# prints: 3 ['77B2'] ['04A1', '90C3'] [1, 3]
# prints: 4 3 (3, 4, 5) (3, 4, 3, 4) True
# prints: TypeError 'tuple' object doesn't support item assignment
seen = set()
for tag in ["04A1", "77B2", "04A1", "90C3"]:
    if tag in seen:
        print("again", tag)
    seen.add(tag)
print(len(seen), sorted(seen & {"77B2", "x"}), sorted(seen - {"77B2"}), sorted({1, 2} ^ {2, 3}))
point = (3, 4)
x, y = point
x, y = y, x
print(x, y, point + (5,), point * 2, (1, 2, 3) < (1, 3))
try:
    point[0] = 9
except TypeError as error:
    print("TypeError", error)
