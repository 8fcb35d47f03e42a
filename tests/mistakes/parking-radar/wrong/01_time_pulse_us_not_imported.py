# mistake: time_pulse_us is used but not imported.
# line: 17
# names.fr: time_pulse_us ; import
# names.en: time_pulse_us ; import
from machine import Pin, PWM
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def measure():
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    length = time_pulse_us(echo, 1, 30000)
    if length < 0:
        return None
    return length * 0.0343 / 2


last_measure = last_beep = time.ticks_ms()
distance = None
while True:
    now = time.ticks_ms()
    if time.ticks_diff(now, last_measure) >= 60:
        last_measure = now
        distance = measure()
    if distance is None or distance > 100:
        buzzer.duty_u16(0)
    elif distance < 10:
        buzzer.duty_u16(32768)
    elif time.ticks_diff(now, last_beep) >= distance * 10:
        last_beep = now
        buzzer.duty_u16(32768)
    elif time.ticks_diff(now, last_beep) >= 30:
        buzzer.duty_u16(0)
    time.sleep_ms(2)
