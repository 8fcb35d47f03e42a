# mistake: sleep_ms is used although only sleep is imported.
# line: 20
# names.fr: sleep_ms ; import
# names.en: sleep_ms ; import
from machine import Pin
from time import sleep

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT, value=0)
memory = Pin(4, Pin.OUT, value=0)
pressed = False

while True:
    now = not button.value()
    if now and not pressed:
        memory.value(not memory.value())
    if now != pressed:
        pressed = now
        led.value(now)
        sleep_ms(30)
