# expect: deep sleep forgets variables, the flash does not
# prints: 1 1
# prints: 1 2
import machine

in_memory = globals().get("in_memory", 0) + 1
try:
    with open("count.txt") as f:
        in_file = int(f.read())
except OSError:
    in_file = 0
in_file += 1
with open("count.txt", "w") as f:
    f.write(str(in_file))
print(in_memory, in_file)
if in_file < 2:
    machine.deepsleep(1000)
