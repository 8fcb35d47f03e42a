# expect: integers without limit, single-precision floats, nan and inf
# prints: 1267650600228229401496703205376 -18446744073709551616 1000000
# prints: True
# prints: True
# prints: False True True True
# prints: 3.1416 1.414 2.30 -2 2
# prints: 45.000 0.500 2.718
# prints: 255 5 12 0xff 0b1010 0o10
# prints: 1235 1234.6 1.234500e+04 1e-05
import math

print(2 ** 100, -(2 ** 64), 1_000_000)
print(16777216.0 + 1.0 == 16777216.0)
print(0.1 + 0.2 == 0.3)
nan, inf = float("nan"), float("inf")
print(nan == nan, inf > 1e30, math.isnan(nan), math.isinf(-inf))
print("%.4f" % math.pi, "%.3f" % math.sqrt(2), "%.2f" % math.log(10), math.floor(-1.5), math.ceil(1.2))
print("%.3f" % math.degrees(math.atan2(1, 1)), "%.3f" % math.sin(math.pi / 6), "%.3f" % math.exp(1))
print(int("ff", 16), int("0b101", 0), int("12"), hex(255), bin(10), oct(8))
print(round(1234.5678), "%.1f" % 1234.5678, "%e" % 12345.0, "%g" % 0.00001)
