# mistake: A beep lasts 200 ms, more than half of the interval when the obstacle is near.
# line: 39
# names.fr: bip|200 ; moitié|long|court|durée|interval|bref
# names.en: beep|200 ; half|long|short|length|interval|brief
from machine import PWM, Pin, time_pulse_us
import time

DUREE_BIP = 200
PERIODE_MESURE = 60

trig = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def distance():
    trig.on()
    time.sleep_us(10)
    trig.off()
    us = time_pulse_us(echo, 1, 30000)
    return 999 if us < 0 else us * 0.01715


cm = 999
mesure = bip = time.ticks_ms()
while True:
    t = time.ticks_ms()
    if time.ticks_diff(t, mesure) >= PERIODE_MESURE:
        mesure = t
        cm = distance()
    age = time.ticks_diff(t, bip)
    if cm > 100:
        buzzer.duty_u16(0)
    elif cm < 10:
        buzzer.duty_u16(32768)
    elif age >= cm * 10:
        bip = t
        buzzer.duty_u16(32768)
    elif age >= DUREE_BIP:
        buzzer.duty_u16(0)
    time.sleep_ms(2)
