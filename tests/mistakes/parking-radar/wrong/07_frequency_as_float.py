# mistake: 1e3 is a float, and freq wants an integer.
# line: 10
# names.fr: freq|fréquence|1e3 ; entier|float|flottant|décimal|virgule|1000|int(
# names.en: freq|1e3 ; integer|whole|float|decimal|1000|int(
import time
from machine import PWM, Pin, time_pulse_us

TONE = 1e3
trigger, echo = Pin(5, Pin.OUT, value=0), Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=TONE, duty_u16=0)


def read_cm():
    trigger.value(1)
    time.sleep_us(12)
    trigger.value(0)
    t = time_pulse_us(echo, 1, 30000)
    return t * 0.0343 / 2 if t > 0 else 1000


last = time.ticks_ms()
while True:
    start = time.ticks_ms()
    cm = read_cm()
    while time.ticks_diff(time.ticks_ms(), start) < 60:
        since = time.ticks_diff(time.ticks_ms(), last)
        if cm < 10:
            buzzer.duty_u16(32768)
        elif cm <= 100 and since >= cm * 10:
            last = time.ticks_ms()
            buzzer.duty_u16(32768)
        elif cm > 100 or since > 30:
            buzzer.duty_u16(0)
