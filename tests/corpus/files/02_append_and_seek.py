# expect: append, tell, seek, readlines, sizes
# prints: 4 2,102 26
# prints: light
# prints: 26
# prints: 101.0
import os

with open("data.csv", "w") as f:
    f.write("t,light\n")
for t in range(3):
    with open("data.csv", "a") as f:
        f.write("%d,%d\n" % (t, 100 + t))
with open("data.csv") as f:
    lines = f.readlines()
    print(len(lines), lines[-1].strip(), f.tell())
    f.seek(2)
    print(f.read(5))
print(os.stat("data.csv")[6])
rows = [line.strip().split(",") for line in lines[1:]]
print(sum(int(r[1]) for r in rows) / len(rows))
