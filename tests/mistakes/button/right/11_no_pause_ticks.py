import machine
from time import ticks_diff, ticks_ms

bouton = machine.Pin(18, machine.Pin.IN, machine.Pin.PULL_UP)
led_directe = machine.Pin(2, machine.Pin.OUT)
led_memoire = machine.Pin(4, machine.Pin.OUT)

memoire = 0
etat = 1
sourd_depuis = None

while True:
    if sourd_depuis is not None:
        if ticks_diff(ticks_ms(), sourd_depuis) < 30:
            continue
        sourd_depuis = None
    lecture = bouton.value()
    if lecture == etat:
        continue
    etat = lecture
    sourd_depuis = ticks_ms()
    led_directe.value(1 if etat == 0 else 0)
    if etat == 0:
        memoire = 1 - memoire
        led_memoire.value(memoire)
