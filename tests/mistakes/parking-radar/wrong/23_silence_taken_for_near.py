# mistake: A negative answer (no echo) is taken for a distance below 10 cm: the sound is continuous.
# line: 16
# names.fr: négati|-1|-2|écho|inférieur à 0|< 0
# names.en: negative|-1|-2|no echo|below 0|< 0
from machine import PWM, Pin, time_pulse_us
import time

trigger, echo = Pin(5, Pin.OUT, value=0), Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def mesure_en_cm():
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    return time_pulse_us(echo, 1, 30000) * 0.0343 / 2


distance = 500
derniere_mesure = dernier_bip = time.ticks_ms()
while True:
    maintenant = time.ticks_ms()
    if time.ticks_diff(maintenant, derniere_mesure) >= 60:
        derniere_mesure = maintenant
        distance = mesure_en_cm()
    if distance < 10:
        son = True
    elif distance > 100:
        son = False
    else:
        if time.ticks_diff(maintenant, dernier_bip) >= distance * 10:
            dernier_bip = maintenant
        son = time.ticks_diff(maintenant, dernier_bip) < 45
    buzzer.duty_u16(32768 if son else 0)
    time.sleep_ms(10)
