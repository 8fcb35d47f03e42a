# expect: a vector with +, -, *, abs, comparison, call, context manager
# prints: (4, 5) (2, 3) (6, 8) 5.0 True (3, 4)
# prints: in
# prints: True
# prints: out ZeroDivisionError
# prints: after
from math import sqrt


class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __abs__(self):
        return sqrt(self.x * self.x + self.y * self.y)

    def __lt__(self, other):
        return abs(self) < abs(other)

    def __call__(self):
        return self.x, self.y

    def __enter__(self):
        print("in")
        return self

    def __exit__(self, kind, error, trace):
        print("out", kind.__name__ if kind else None)
        return True

    def __str__(self):
        return "(%d, %d)" % (self.x, self.y)


a, b = Vector(3, 4), Vector(1, 1)
print(a + b, a - b, a * 2, "%.1f" % abs(a), b < a, a())
with a as inside:
    print(inside is a)
    1 / 0
print("after")
