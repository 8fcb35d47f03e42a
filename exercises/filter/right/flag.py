# style: Timer that raises a flag, a small state machine on the first measures
from machine import ADC, Pin, Timer
import time

entree = ADC(Pin(35), atten=ADC.ATTN_11DB)
etat = "vide"
v1 = v2 = v3 = v4 = 0
a_lire = False


def filtered(value):
    global etat, v1, v2, v3, v4
    if etat == "vide":
        v1 = v2 = v3 = v4 = value
        etat = "plein"
        return value
    cinq = [v1, v2, v3, v4, value]
    v1, v2, v3, v4 = v2, v3, v4, value
    cinq.sort()
    return cinq[2]


def light():
    lectures = []
    for _ in range(5):
        lectures.append(entree.read_u16())
    lectures.sort()
    return lectures[2]


def reveil(_):
    global a_lire
    a_lire = True


minuteur = Timer(1)
minuteur.init(period=50, mode=Timer.PERIODIC, callback=reveil)
fini = time.ticks_add(time.ticks_ms(), 1000)
while time.ticks_diff(fini, time.ticks_ms()) > 0:
    if a_lire:
        a_lire = False
        print("lumière", light())
    time.sleep_ms(5)
minuteur.deinit()
