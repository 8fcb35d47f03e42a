# expect: split, join, strip, find, replace and friends
# prints: ['light=512', 'soil=37', 'temp=21.5']
# prints: [('light', 512.0), ('soil', 37.0), ('temp', 21.5)]
# prints: capteur 12 CAPTEUR 12 8 Capteur 13
# prints: True False False True
# prints: a-b-c bcde cba
# prints: 1 4 -1 ['a', 'b', '', 'c']
# prints: b'\xc3\x89t\xc3\xa9 \xc3\xa0 la carte' 1 2
line = "  light=512; soil=37 ;temp=21.5\n"
parts = [p.strip() for p in line.strip().split(";")]
print(parts)
pairs = {}
for part in parts:
    key, _, number = part.partition("=")
    pairs[key] = float(number)
print(sorted(pairs.items()))
text = "Capteur 12"
print(text.lower(), text.upper(), text.find("12"), text.replace("12", "13"))
print(text.startswith("Cap"), text.endswith("3"), text.isdigit(), "12".isdigit())
print("-".join(["a", "b", "c"]), "abcdef"[1:-1], "".join(reversed("abc")))
print(text.count("a"), text.index("e"), text.rfind("z"), "a,b,,c".split(","))
print("Été à la carte".encode(), len("é"), len("é".encode()))
