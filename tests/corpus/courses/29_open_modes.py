# expect: r+, w+, a+, encoding, accents in a name
# prints: XYcdef
# prints: hello 5
# prints: é.txt
# prints: taken
import os

with open("m.txt", "w") as f:
    f.write("abcdef")
with open("m.txt", "r+") as f:
    f.write("XY")
    f.seek(0)
    print(f.read())
with open("m.txt", "w+") as f:
    f.write("hello")
    f.seek(0)
    print(f.read(), f.tell())
with open("é.txt", "w", encoding="utf-8") as f:
    f.write("é")
print([name for name in os.listdir() if name.startswith("é")][0])
try:
    open("m.txt", "z")
    print("taken")
except (ValueError, OSError):
    print("ValueError")
