# style: interrupt that starts a one-shot Timer, which reads once the bounces are over
from machine import Pin, Timer
import time

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT, value=0)
memoire = Pin(4, Pin.OUT, value=0)
minuterie = Timer(2)
en_attente = False
appuye = False


def lire(t):
    global en_attente, appuye
    en_attente = False
    bas = not bouton.value()
    if bas != appuye:
        appuye = bas
        led.value(bas)
        if bas:
            memoire.value(not memoire.value())


def front(broche):
    global en_attente
    if not en_attente:
        en_attente = True
        minuterie.init(mode=Timer.ONE_SHOT, period=25, callback=lire)


bouton.irq(front, Pin.IRQ_RISING | Pin.IRQ_FALLING)
while True:
    time.sleep_ms(1000)
