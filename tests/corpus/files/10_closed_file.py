# expect: reading a file that was closed
# prints: x
# prints: closed
with open("x.txt", "w") as f:
    f.write("x")
f = open("x.txt")
print(f.read())
f.close()
try:
    f.read()
    print("read")
except (OSError, ValueError):
    print("closed")
