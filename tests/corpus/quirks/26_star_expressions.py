# expect: unpacking in calls, lists and assignments
# prints: 1 [2, 3] [1, 2] 3 (4, ['x', 'y'])
# prints: 3 3
# prints: 0 a 1
# prints: 1 b 2
# prints: 1 2 3 [1, 2, 3] [4, 6]
# prints: walrus 3
def f(*args, **kwargs):
    return len(args), sorted(kwargs)


values = [1, 2, 3]
a, *b = values
*c, d = values
print(a, b, c, d, f(*values, *[4], x=1, **{"y": 2}))
print(sum(*[[1, 2]]), max(*values))
(x, y), z = (1, 2), 3
for i, (key, value) in enumerate([("a", 1), ("b", 2)]):
    print(i, key, value)
print(x, y, z, [n for row in [[1], [2, 3]] for n in row], list(map(lambda p, q: p + q, [1, 2], [3, 4])))
if (n := len(values)) > 2:
    print("walrus", n)
