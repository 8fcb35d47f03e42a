# expect: counting, defaults, sorted items
# prints: a 5
# prints: b 2
# prints: c 1
# prints: d 1
# prints: r 2
# prints: False 5 4
# prints: 7 [1, 1, 2, 2, 7, 9]
# prints: KeyError missing
counts = {}
for letter in "abracadabra":
    counts[letter] = counts.get(letter, 0) + 1
for letter in sorted(counts):
    print(letter, counts[letter])
print("z" in counts, counts.pop("a"), len(counts))
counts.update({"z": 9})
print(counts.setdefault("y", 7), sorted(counts.values()))
try:
    counts["missing"]
except KeyError as error:
    print("KeyError", error)
