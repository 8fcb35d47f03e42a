from machine import PWM, Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)


def distance_cm():
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    echo_us = time_pulse_us(echo, 1, 30000)
    return echo_us * 0.0343 / 2 if echo_us > 0 else 1000


while True:
    distance = distance_cm()
    if distance > 100:
        buzzer.duty_u16(0)
        time.sleep_ms(60)
    elif distance < 10:
        buzzer.duty_u16(32768)
        time.sleep_ms(60)
    else:
        buzzer.duty_u16(32768)
        time.sleep_ms(50)
        buzzer.duty_u16(0)
        time.sleep_ms(int(distance * 10) - 50)
