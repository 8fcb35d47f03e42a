# style: the kit's own library, which joins the room meanwhile
from machine import Pin
import lab

led = Pin(2, Pin.OUT)
changes = 0


def change():
    global changes
    if changes < 10:
        led.value(not led.value())
        changes += 1


lab.every(0.5, change)
lab.run()
