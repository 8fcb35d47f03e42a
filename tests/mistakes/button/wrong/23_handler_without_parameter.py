# mistake: The interrupt handler takes no parameter, but gets the pin.
# line: 14
# names.fr: press ; argument|paramètre
# names.en: press ; argument|parameter
from machine import Pin
import time

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
last = time.ticks_ms()


def press():
    global last
    now = time.ticks_ms()
    if time.ticks_diff(now, last) > 100 and button.value() == 0:
        memory.value(not memory.value())
    last = now


button.irq(trigger=Pin.IRQ_FALLING, handler=press)

while True:
    led.value(not button.value())
    time.sleep_ms(5)
