# mistake: time.time() counts whole seconds on the board, so intervals shorter than a second cannot be timed; ticks_ms is needed.
# line: 30
# names.fr: time.time|seconde|entier ; ticks_ms|milliseconde|ticks|dixième|centième|précis
# names.en: time.time|second|whole|integer ; ticks_ms|millisecond|ticks|fraction|precis|tenth|hundredth
import time
from machine import PWM, Pin, time_pulse_us

TRIG = Pin(5, Pin.OUT, value=0)
ECHO = Pin(18, Pin.IN)
BUZZ = PWM(Pin(25), freq=880, duty_u16=0)
LOUD = 32768


def get_distance():
    """Distance in cm, or 999 when nothing is seen."""
    TRIG.on()
    time.sleep_us(10)
    TRIG.off()
    us = time_pulse_us(ECHO, 1, 30000)
    return us * 0.0343 / 2 if us > 0 else 999


def beep():
    BUZZ.duty_u16(LOUD)
    time.sleep_ms(30)
    BUZZ.duty_u16(0)


def now():
    return time.time()


last_beep = now()
while True:
    cm = get_distance()
    if cm < 10:
        BUZZ.duty_u16(LOUD)
        last_beep = now()
    else:
        BUZZ.duty_u16(0)
        if cm <= 100 and now() - last_beep >= cm / 100:
            last_beep = now()
            beep()
    time.sleep_ms(60)
