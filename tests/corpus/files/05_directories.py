# expect: mkdir, listdir, chdir, rename, remove, rmdir
# prints: ['a.txt', 'b.txt']
# prints: [('a.txt', 32768, 5), ('b.txt', 32768, 0)]
# prints: /logs
# prints: ['c.txt']
# prints: 17
# prints: True
# prints: gone 2
import os

os.mkdir("/logs")
with open("/logs/a.txt", "w") as f:
    f.write("12345")
open("/logs/b.txt", "w").close()
print(sorted(os.listdir("/logs")))
print(sorted((name, kind, size) for name, kind, _, size in os.ilistdir("/logs")))
os.chdir("/logs")
print(os.getcwd())
os.rename("a.txt", "c.txt")
os.remove("b.txt")
print(os.listdir())
try:
    os.mkdir("/logs")
except OSError as error:
    print(error.errno)
os.chdir("/")
try:
    os.rmdir("/logs")
except OSError as error:
    print(error.errno == 39)
os.remove("/logs/c.txt")
os.rmdir("/logs")
try:
    os.stat("/logs")
except OSError as error:
    print("gone", error.errno)
