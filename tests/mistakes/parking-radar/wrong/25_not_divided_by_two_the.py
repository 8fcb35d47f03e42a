# mistake: Not divided by two: the sound goes and comes back.
# line: 20
# names.fr: deux|/ 2|aller|retour
# names.en: two|/ 2|half|there and back|return
from machine import Pin, PWM, time_pulse_us
import time

trig = Pin(5, Pin.OUT)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def distance_cm():
    trig.value(1)
    time.sleep_us(10)
    trig.value(0)
    duree = time_pulse_us(echo, 1, 30000)
    if duree < 0:
        return None
    return duree * 0.0343


dernier_bip = time.ticks_ms()
while True:
    d = distance_cm()
    maintenant = time.ticks_ms()
    if d is None or d > 100:
        buzzer.duty_u16(0)
    elif d < 10:
        buzzer.duty_u16(32768)
    else:
        ecoule = time.ticks_diff(maintenant, dernier_bip)
        if ecoule >= d * 10:
            dernier_bip = maintenant
            buzzer.duty_u16(32768)
        elif ecoule >= 40:
            buzzer.duty_u16(0)
    time.sleep_ms(20)
