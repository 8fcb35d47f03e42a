# expect: equal keys after sorted, checked by their keys only
# prints: [1, 2, 3, 3] ['a', 'c']
# prints: ['c', 'b', 'a'] [(1, 'z'), (2, 'a'), (2, 'b')] ['a', 'x']
# prints: TypeError
people = [("a", 3), ("b", 1), ("c", 3), ("d", 2)]
ordered = sorted(people, key=lambda p: p[1])
print([p[1] for p in ordered], sorted(p[0] for p in ordered if p[1] == 3))
print(sorted("bca", reverse=True), sorted([(2, "b"), (1, "z"), (2, "a")]), sorted({"x": 1, "a": 2}))
try:
    sorted([1, "a"])
except TypeError:
    print("TypeError")
