# expect: a file in memory, and print to a file
# prints: 't = 21\nend'
# prints: ['a', 'b']
# prints: b'\x01\x02' b'\x03'
# prints: 1;2!
import io

out = io.StringIO()
print("t =", 21, file=out)
out.write("end")
print(repr(out.getvalue()))
source = io.StringIO("a\nb\n")
print([line.strip() for line in source])
raw = io.BytesIO(b"\x01\x02\x03")
print(raw.read(2), raw.read())
with open("p.txt", "w") as f:
    print("1", "2", sep=";", end="!", file=f)
print(open("p.txt").read())
