# expect: pulses of 1.45 ms made without PWM
# prints: 50 pulses
# does: shows sg90:18 {"target_degrees": 90}
from machine import Pin
import time

pin = Pin(18, Pin.OUT, value=0)
for n in range(50):
    pin.on()
    time.sleep_us(1450)
    pin.off()
    time.sleep_ms(18)
print(n + 1, "pulses")
