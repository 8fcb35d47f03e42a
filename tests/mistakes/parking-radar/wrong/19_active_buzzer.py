# mistake: The buzzer is driven as an active one, on and off, but a passive one needs PWM.
# line: 10
# names.fr: pwm|fréquence|hertz|passif ; buzzer|son|broche|pin|25
# names.en: pwm|frequency|hertz|passive ; buzzer|sound|pin|25
from machine import Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = Pin(25, Pin.OUT, value=0)

last_measure = time.ticks_ms()
last_beep = time.ticks_ms()
distance = -1

while True:
    now = time.ticks_ms()
    if time.ticks_diff(now, last_measure) >= 60:
        last_measure = now
        trigger.on()
        time.sleep_us(10)
        trigger.off()
        distance = time_pulse_us(echo, 1, 30000) * 0.0343 / 2
    if distance < 0 or distance > 100:
        buzzer.off()
    elif distance < 10:
        buzzer.on()
    elif time.ticks_diff(now, last_beep) >= distance * 10:
        last_beep = now
        buzzer.on()
    elif time.ticks_diff(now, last_beep) >= 30:
        buzzer.off()
    time.sleep_ms(1)
