# style: the echo is timed by hand with ticks_us, without time_pulse_us
from machine import PWM, Pin
from time import sleep_us, ticks_diff, ticks_ms, ticks_us

LIMITE_US = 25000

trig = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def attendre(niveau):
    """L'instant où l'écho prend ce niveau, ou None s'il ne vient pas."""
    depart = ticks_us()
    while echo.value() != niveau:
        if ticks_diff(ticks_us(), depart) > LIMITE_US:
            return None
    return ticks_us()


def distance():
    trig.value(1)
    sleep_us(10)
    trig.value(0)
    montee = attendre(1)
    if montee is None:
        return None
    descente = attendre(0)
    if descente is None:
        return None
    return ticks_diff(descente, montee) * 0.01715


cm = None
mesure_le = bip_le = ticks_ms()
while True:
    t = ticks_ms()
    if ticks_diff(t, mesure_le) >= 70:
        mesure_le = t
        cm = distance()
    if cm is None or cm > 100:
        buzzer.duty_u16(0)
    elif cm < 10:
        buzzer.duty_u16(32768)
    elif ticks_diff(t, bip_le) >= cm * 10:
        bip_le = t
        buzzer.duty_u16(32768)
    elif ticks_diff(t, bip_le) >= 30:
        buzzer.duty_u16(0)
