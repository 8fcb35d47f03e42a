# expect: an ESP32 of MicroPython 1.27 has the timers 0 to 3, and no virtual ones
# prints: invalid Timer number
# prints: invalid Timer number
# prints: TypeError
# prints: 4
from machine import Timer

for number in (-1, 4):
    try:
        Timer(number)
        print("there")
    except ValueError as error:
        print(error)
try:
    Timer()
    print("there")
except TypeError:
    print("TypeError")
print(len([Timer(n) for n in range(4)]))
