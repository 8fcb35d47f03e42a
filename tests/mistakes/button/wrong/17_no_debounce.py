# mistake: The bounces are counted as presses: nothing waits for them to pass.
# line: 15
# names.fr: rebond
# names.en: bounc
from machine import Pin

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)

last = 1
while True:
    now = button.value()
    led.value(not now)
    if last == 1 and now == 0:
        memory.value(not memory.value())
    last = now
