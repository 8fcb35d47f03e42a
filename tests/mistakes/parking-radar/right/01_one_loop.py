# style: one loop, two times kept with ticks_ms
from machine import PWM, Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)

distance = None
last_measure = last_beep = time.ticks_ms()

while True:
    now = time.ticks_ms()
    if time.ticks_diff(now, last_measure) >= 60:
        last_measure = now
        trigger.on()
        time.sleep_us(10)
        trigger.off()
        length = time_pulse_us(echo, 1, 30000)
        distance = length * 0.0343 / 2 if length > 0 else None
    if distance is None or distance > 100:
        buzzer.duty_u16(0)
    elif distance < 10:
        buzzer.duty_u16(32768)
    elif time.ticks_diff(now, last_beep) >= distance * 10:
        last_beep = now
        buzzer.duty_u16(32768)
    elif time.ticks_diff(now, last_beep) >= 30:
        buzzer.duty_u16(0)
    time.sleep_ms(1)
