# style: a generator that measures and one that says whether to sound
from machine import PWM, Pin, time_pulse_us
import time


def mesures(trig, echo):
    cm, prochaine = None, time.ticks_ms()
    while True:
        if time.ticks_diff(prochaine, time.ticks_ms()) <= 0:
            prochaine = time.ticks_add(time.ticks_ms(), 60)
            trig.on()
            time.sleep_us(10)
            trig.off()
            duree = time_pulse_us(echo, 1, 30000)
            cm = duree / 58.31 if duree > 0 else None
        yield cm


def sons(distances):
    bip = time.ticks_ms()
    for cm in distances:
        age = time.ticks_diff(time.ticks_ms(), bip)
        if cm is None or cm > 100:
            yield False
        elif cm < 10:
            yield True
        else:
            if age >= cm * 10:
                bip, age = time.ticks_ms(), 0
            yield age < 30


buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
sonne = False
for doit_sonner in sons(mesures(Pin(5, Pin.OUT, value=0), Pin(18, Pin.IN))):
    if doit_sonner != sonne:
        sonne = doit_sonner
        buzzer.duty_u16(32768 if sonne else 0)
    time.sleep_ms(1)
