# style: Timer and micropython.schedule, state kept in a closure
from machine import ADC, Pin, Timer
from neopixel import NeoPixel
import micropython
import time


def creer_veilleuse(oeil, lampe):
    memoire = [False]

    def regarder(_):
        lumiere = oeil.read_u16()
        nouvelle = True if lumiere < 20000 else False if lumiere > 30000 else memoire[0]
        if nouvelle is not memoire[0]:
            memoire[0] = nouvelle
            lampe.fill((80, 80, 80) if nouvelle else (0, 0, 0))
            lampe.write()

    return regarder


regarder = creer_veilleuse(ADC(Pin(35), atten=ADC.ATTN_11DB), NeoPixel(Pin(27), 8))
horloge = Timer(2)
horloge.init(period=300, mode=Timer.PERIODIC, callback=lambda t: micropython.schedule(regarder, None))
try:
    while True:
        time.sleep(10)
finally:
    horloge.deinit()
