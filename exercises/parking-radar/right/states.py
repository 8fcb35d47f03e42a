# style: a table of zones, each with its function; the tone stops by its duty in nanoseconds
from machine import PWM, Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
LOUD_NS = 500_000


def silent(_cm, _since):
    return 0


def beeping(cm, since):
    return LOUD_NS if since % max(1, int(cm * 10)) < 45 else 0


def continuous(_cm, _since):
    return LOUD_NS


ZONES = ((10, continuous), (100.0001, beeping), (float("inf"), silent))


def zone_of(cm):
    return next(zone for limit, zone in ZONES if cm < limit)


def look():
    trigger.value(1)
    time.sleep_us(10)
    trigger.value(0)
    width = time_pulse_us(echo, 1, 30_000)
    return width / 58.3 if width > 0 else 999


current, since, before = silent, time.ticks_ms(), 0
while True:
    cm = look()
    if abs(cm - before) > 3:
        before, since = cm, time.ticks_ms()
    for _ in range(3):
        buzzer.duty_ns(zone_of(cm)(before, time.ticks_diff(time.ticks_ms(), since)))
        time.sleep_ms(20)
