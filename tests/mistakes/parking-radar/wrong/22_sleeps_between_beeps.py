# mistake: The program sleeps for the whole interval between two beeps: a new distance is seen too late.
# line: 37
# names.fr: sleep|attente|attend|dort|bloqu|pause
# names.en: sleep|wait|block|pause
import time
from machine import PWM, Pin, time_pulse_us

TRIG = Pin(5, Pin.OUT, value=0)
ECHO = Pin(18, Pin.IN)
BUZZ = PWM(Pin(25), freq=1200, duty_u16=0)


def distance():
    TRIG.value(1)
    time.sleep_us(10)
    TRIG.value(0)
    d = time_pulse_us(ECHO, 1, 30000)
    return None if d < 0 else d * 0.01715


def beep(ms):
    BUZZ.duty_u16(30000)
    time.sleep_ms(ms)
    BUZZ.duty_u16(0)


while True:
    d = distance()
    if d is None or d > 100:
        BUZZ.duty_u16(0)
        time.sleep_ms(60)
    elif d < 10:
        BUZZ.duty_u16(30000)
        time.sleep_ms(60)
    else:
        beep(40)
        time.sleep_ms(int(d * 10) - 40)
