# mistake: trigger.off() is missing, so that only one pulse is ever asked for.
# line: 14
# names.fr: trig ; off|bas|value(0)|éteint|redescend|0|impulsion
# names.en: trig ; off|low|value(0)|down|0|pulse
from machine import PWM, Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def lire_distance():
    trigger.on()
    time.sleep_us(10)
    largeur = time_pulse_us(echo, 1, 30000)
    if largeur < 0:
        return None
    return largeur * 0.0343 / 2


quand_mesurer = time.ticks_ms()
quand_biper = time.ticks_ms()
d = None
while True:
    t = time.ticks_ms()
    if time.ticks_diff(t, quand_mesurer) >= 0:
        quand_mesurer = time.ticks_add(t, 60)
        d = lire_distance()
    if d is None or d > 100:
        buzzer.duty_u16(0)
    elif d < 10:
        buzzer.duty_u16(32768)
    elif time.ticks_diff(t, quand_biper) >= d * 10:
        quand_biper = t
        buzzer.duty_u16(32768)
    elif time.ticks_diff(t, quand_biper) >= 30:
        buzzer.duty_u16(0)
    time.sleep_ms(2)
