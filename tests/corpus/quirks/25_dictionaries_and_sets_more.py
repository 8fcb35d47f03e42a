# expect: comprehension, methods, views, errors during iteration
# prints: 9 4 [0, 1, 2, 3] [0, 1, 2, 3] [0, 1, 4, 9] (1, 1)
# prints: None - True None [1, 2, 3]
# prints: [(2, 4), (3, 9)] True {'a': 1} {'a': 1} {'x': 0}
# prints: {} False
# prints: True True True 2 True
# prints: KeyError 9
# prints: ['a', 'b']
d = {n: n * n for n in range(4)}
print(d[3], len(d), sorted(d), sorted(d.keys()), sorted(d.values()), sorted(d.items())[1])
d.pop(0)
print(d.get(9), d.get(9, "-"), 3 in d, d.pop(9, None), sorted(d.copy()))
del d[1]
print(sorted(d.items()), d == {2: 4, 3: 9}, dict([("a", 1)]), dict(a=1), dict.fromkeys(["x"], 0))
d.clear()
print(d, bool(d))
s = {1, 2}
s.add(3)
s.discard(9)
print(s == {1, 2, 3}, s | {4} == {1, 2, 3, 4}, s.issubset({1, 2, 3, 4}), len(s - {1}), frozenset([1]) == {1})
try:
    s.remove(9)
except KeyError as error:
    print("KeyError", error)
merged = {"a": 1} | {"b": 2}
print(sorted(merged))
