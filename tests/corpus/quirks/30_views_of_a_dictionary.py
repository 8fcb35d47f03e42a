# expect: how many keys, is there any value
# prints: 2 2 2
# prints: True False True True True
d = {"a": 1, "b": 2}
print(len(d.keys()), len(d.values()), len(d.items()))
print(bool(d.keys()), bool({}.values()), "a" in d.keys(), ("a", 1) in d.items(), 2 in d.values())
