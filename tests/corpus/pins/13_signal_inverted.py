# expect: machine.Signal for a LED that lights at 0
# prints: 1 0
# prints: 0 1
from machine import Pin, Signal

pin = Pin(2, Pin.OUT)
lamp = Signal(pin, invert=True)
lamp.on()
print(lamp.value(), pin.value())
lamp.off()
print(lamp.value(), pin.value())
