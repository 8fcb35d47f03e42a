# expect: three flashes of a LED, with on and off
# does: pin 2 1
# does: pin 2 0
# does: pin 2 1
# does: pin 2 0
# does: pin 2 1
# does: pin 2 0
# prints: flashes: 3
from machine import Pin
import time

led = Pin(2, Pin.OUT)
for _ in range(3):
    led.on()
    time.sleep(0.2)
    led.off()
    time.sleep(0.2)
print("flashes:", 3)
