# expect: array of numbers, its bytes, a ring buffer
# prints: array('H', [50, 60, 30, 40]) 45 b'2\x00<\x00\x1e\x00(\x00'
# prints: [-1, 2, -3, 4] 4 4
# prints: TypeError
from array import array

samples = array("H", [0] * 4)
position = 0
for raw in (10, 20, 30, 40, 50, 60):
    samples[position % 4] = raw
    position += 1
print(samples, sum(samples) // len(samples), bytes(samples))
a = array("b", [-1, 2])
a.append(-3)
a.extend(array("b", [4]))
print(list(a), len(a), a[-1])
try:
    array("f", [1.5]).append("x")
except TypeError:
    print("TypeError")
