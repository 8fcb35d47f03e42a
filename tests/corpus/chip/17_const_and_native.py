# expect: const, native and viper functions
# prints: 8 10
# prints: 25
# prints: 499500
import micropython
from micropython import const

_WIDTH = const(8)
HEIGHT = const(_WIDTH + 2)


@micropython.native
def square(x):
    return x * x


@micropython.viper
def total(n: int) -> int:
    s = 0
    for i in range(n):
        s += i
    return s


print(_WIDTH, HEIGHT)
print(square(5))
print(total(1000))
