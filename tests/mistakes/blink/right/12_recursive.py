import machine
import utime as time

BROCHE_DE_LA_DIODE = 2
DEMI_PERIODE_EN_MILLISECONDES = 500

diode = machine.Pin(BROCHE_DE_LA_DIODE, machine.Pin.OUT)


def clignoter(restants):
    if restants == 0:
        return
    for niveau in (True, False):
        diode.value(niveau)
        time.sleep_ms(DEMI_PERIODE_EN_MILLISECONDES)
    clignoter(restants - 1)


clignoter(5)
