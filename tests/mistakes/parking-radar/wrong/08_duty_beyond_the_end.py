# mistake: The duty is 65536, one more than duty_u16 takes.
# line: 17
# names.fr: duty_u16|65536 ; 65535|trop grand|plage|dépass|0 à
# names.en: duty_u16|65536 ; 65535|too big|too large|range|beyond|0 to
from machine import PWM, Pin, time_pulse_us
import time

FORT = 2 ** 16
MUET = 0

trig = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
son = PWM(Pin(25), freq=880, duty_u16=MUET)


def sonner(niveau):
    son.duty_u16(niveau)


distance = 1000
t_mesure = t_bip = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), t_mesure) >= 60:
        t_mesure = time.ticks_ms()
        trig.on()
        time.sleep_us(10)
        trig.off()
        d = time_pulse_us(echo, 1, 30000)
        distance = 1000 if d < 0 else d / 58.3
    ecoule = time.ticks_diff(time.ticks_ms(), t_bip)
    if distance > 100:
        sonner(MUET)
    elif distance < 10:
        sonner(FORT)
    elif ecoule >= distance * 10:
        t_bip = time.ticks_ms()
        sonner(FORT)
    elif ecoule >= 35:
        sonner(MUET)
    time.sleep_ms(1)
