# mistake: The timer's function changes the counter without declaring it global.
# line: 14
# names.fr: global ; compteur
# names.en: global ; compteur
from machine import Pin, Timer

led = Pin(2, Pin.OUT)
compteur = 0
tim = Timer(0)


def bascule(t):
    led.value(not led.value())
    compteur += 1
    if compteur == 10:
        t.deinit()


tim.init(period=500, mode=Timer.PERIODIC, callback=bascule)
