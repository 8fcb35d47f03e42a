# mistake: The memory LED changes at the release instead of at the beginning of the press.
# line: 19
# names.fr: relâch|rising|fin de l|remont ; appui|début|falling|descend|4|memoire|mémoire
# names.en: releas|rising|end of ; press|begin|falling|start|4|memory
from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
state = False

while True:
    if button.value() == 0:
        led.value(1)
        time.sleep_ms(30)
        while button.value() == 0:
            pass
        state = not state
        led.value(0)
        memory.value(state)
        time.sleep_ms(30)
