# mistake: The -1 of a missing echo becomes a negative distance, below 10: it sounds without an echo.
# line: 17
# names.fr: négati|-1|< 0|pas d'écho|sans écho|rien ne vient|aucun écho|pas d’écho ; silence|continu|sonne|son|10|distance
# names.en: negative|-1|< 0|no echo|without an echo|nothing comes|missing ; silen|continuous|sound|10|distance
from machine import PWM, Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def distance_in_cm():
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    return time_pulse_us(echo, 1, 30000) * 0.01715


cm = 500
measured_at = beeped_at = time.ticks_ms()
while True:
    now = time.ticks_ms()
    if time.ticks_diff(now, measured_at) >= 60:
        measured_at = now
        cm = distance_in_cm()
    if cm > 100:
        buzzer.duty_u16(0)
    elif cm < 10:
        buzzer.duty_u16(32768)
    elif time.ticks_diff(now, beeped_at) >= cm * 10:
        beeped_at = now
        buzzer.duty_u16(32768)
    elif time.ticks_diff(now, beeped_at) >= 20:
        buzzer.duty_u16(0)
    time.sleep_ms(2)
