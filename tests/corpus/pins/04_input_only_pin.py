# expect: pin 34 cannot be an output
# prints: pin can only be input
# prints: invalid pin
# prints: invalid pin
from machine import Pin

for number, mode in ((34, Pin.OUT), (40, Pin.IN), ("2", Pin.OUT)):
    try:
        Pin(number, mode)
        print("fine")
    except ValueError as error:
        print(error)
