# mistake: The distance is not divided by two although the sound goes there and back, so everything seems twice as far.
# line: 25
# names.fr: 2|deux|moitié|double|0.01715 ; retour|aller|revien|distance|écho|loin
# names.en: 2|two|half|halv|twice|double|0.01715 ; back|return|there|distance|echo|far
from machine import PWM, Pin, time_pulse_us
import time

trig = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)

SPEED = 0.0343    # cm/us
dernier_bip = time.ticks_ms()
derniere_mesure = time.ticks_ms()
distance = None


def mesurer():
    trig.on()
    time.sleep_us(10)
    trig.off()
    duree = time_pulse_us(echo, 1, 30000)
    if duree < 0:
        return None
    return duree * SPEED


while True:
    t = time.ticks_ms()
    if time.ticks_diff(t, derniere_mesure) >= 60:
        derniere_mesure = t
        distance = mesurer()
    if distance is None or distance > 100:
        buzzer.duty_u16(0)
    elif distance < 10:
        buzzer.duty_u16(32768)
        dernier_bip = t
    else:
        ecoule = time.ticks_diff(t, dernier_bip)
        if ecoule >= distance * 10:
            dernier_bip = t
            buzzer.duty_u16(32768)
        elif ecoule >= 40:
            buzzer.duty_u16(0)
    time.sleep_ms(3)
