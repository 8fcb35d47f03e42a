# mistake: The else is indented differently from its if.
# line: 18
# names.fr: else ; décal|indent|retrait|align|espaces|niveau
# names.en: else ; indent|align|spaces|level
from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
before = 1
while True:
    now = button.value()
    if now != before:
        if now == 0:
            led.value(1)
            memory.value(not memory.value())
          else:
            led.value(0)
        before = now
        time.sleep_ms(40)
