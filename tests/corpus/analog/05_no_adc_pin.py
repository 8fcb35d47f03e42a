# expect: a pin that has no ADC
# prints: invalid pin
# ends: error ValueError
from machine import ADC, Pin

try:
    ADC(Pin(5))
except ValueError as error:
    print(error)
ADC(Pin(18)).read()
