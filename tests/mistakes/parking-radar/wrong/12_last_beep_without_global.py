# mistake: The function changes dernier_bip without declaring it global, so that the next beep never waits.
# line: 17
# names.fr: global ; dernier_bip
# names.en: global ; dernier_bip
from machine import PWM, Pin, time_pulse_us
import time

trig = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
dernier_bip = time.ticks_ms()
derniere_mesure = time.ticks_ms()
distance = 300.0


def commencer_bip():
    dernier_bip = time.ticks_ms()
    buzzer.duty_u16(32768)


while True:
    if time.ticks_diff(time.ticks_ms(), derniere_mesure) >= 60:
        derniere_mesure = time.ticks_ms()
        trig.on()
        time.sleep_us(10)
        trig.off()
        duree = time_pulse_us(echo, 1, 30000)
        distance = duree * 0.01715 if duree > 0 else 300.0
    if distance > 100:
        buzzer.duty_u16(0)
    elif distance < 10:
        buzzer.duty_u16(32768)
    elif time.ticks_diff(time.ticks_ms(), dernier_bip) >= distance * 10:
        commencer_bip()
    elif time.ticks_diff(time.ticks_ms(), dernier_bip) >= 30:
        buzzer.duty_u16(0)
    time.sleep_ms(1)
