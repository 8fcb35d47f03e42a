# mistake: The debounce pause is 30 seconds instead of 30 ms.
# line: 24
# names.fr: seconde|sleep_ms|ms|milliseconde ; sleep|30|pause
# names.en: second|sleep_ms|ms|millisecond ; sleep|30|pause
import time
from machine import Pin

DEBOUNCE = 30

push = Pin(18, Pin.IN, Pin.PULL_UP)
lamp = Pin(2, Pin.OUT)
toggle = Pin(4, Pin.OUT)


def loop():
    last = 1
    while True:
        level = push.value()
        if level != last:
            last = level
            lamp.value(1 - level)
            if level == 0:
                toggle.value(1 - toggle.value())
            time.sleep(DEBOUNCE)


loop()
