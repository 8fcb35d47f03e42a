# style: generator of distances, median of three
from machine import PWM, Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def distances():
    last = [999, 999, 999]
    while True:
        trigger.on()
        time.sleep_us(10)
        trigger.off()
        width = time_pulse_us(echo, 1, 20000)
        last = last[1:] + [width * 0.01715 if width > 0 else 999]
        yield sorted(last)[1]


beeped = time.ticks_ms()
for distance in distances():
    for _ in range(2):
        now = time.ticks_ms()
        if distance > 100:
            duty = 0
        elif distance < 10:
            duty = 32768
        else:
            if time.ticks_diff(now, beeped) >= distance * 10:
                beeped = now
            duty = 32768 if time.ticks_diff(now, beeped) < 50 else 0
        buzzer.duty_u16(duty)
        time.sleep_ms(25)
