# mistake: mesurer returns None without an echo, and None cannot be compared with a number.
# line: 30
# names.fr: none|rien ; compar|nombre|distance|mesurer|if
# names.en: none|nothing ; compar|number|distance|mesurer|if
from machine import PWM, Pin, time_pulse_us
import time

trig = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1200, duty_u16=0)


def mesurer():
    trig.on()
    time.sleep_us(10)
    trig.off()
    duree = time_pulse_us(echo, 1, 30000)
    if duree > 0:
        return duree * 0.0343 / 2


derniere = time.ticks_ms()
bip = time.ticks_ms()
distance = 400
while True:
    t = time.ticks_ms()
    if time.ticks_diff(t, derniere) > 60:
        derniere = t
        distance = mesurer()
    if distance > 100:
        buzzer.duty_u16(0)
    elif distance < 10:
        buzzer.duty_u16(30000)
    else:
        if time.ticks_diff(t, bip) >= int(distance * 10):
            bip = t
            buzzer.duty_u16(30000)
        elif time.ticks_diff(t, bip) > 40:
            buzzer.duty_u16(0)
    time.sleep_ms(1)
