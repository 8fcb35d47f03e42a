# expect: opening a directory, removing what is missing, renaming onto another
# prints: 21
# prints: 2
# prints: b
import os

os.mkdir("d")
try:
    open("d")
except OSError as error:
    print(error.errno)
try:
    os.remove("missing")
except OSError as error:
    print(error.errno)
for name in "ab":
    with open(name, "w") as f:
        f.write(name)
os.rename("b", "a")
print(open("a").read())
