from machine import PWM, Pin, time_pulse_us
import time

FAR_CM = 100
NEAR_CM = 10
BEEP_MS = 50
MEASURE_MS = 60

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def distance_cm():
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    echo_us = time_pulse_us(echo, 1, 30000)
    if echo_us < 0:
        return None
    return echo_us * 0.0343 / 2


distance = None
measured = beeped = time.ticks_ms()

while True:
    now = time.ticks_ms()
    if time.ticks_diff(now, measured) >= MEASURE_MS:
        measured = now
        distance = distance_cm()

    if distance is None or distance > FAR_CM:
        is_loud = False
    elif distance < NEAR_CM:
        is_loud = True
    else:
        if time.ticks_diff(now, beeped) >= distance * 10:
            beeped = now
        is_loud = time.ticks_diff(now, beeped) < BEEP_MS
    buzzer.duty_u16(32768 if is_loud else 0)
    time.sleep_ms(20)
