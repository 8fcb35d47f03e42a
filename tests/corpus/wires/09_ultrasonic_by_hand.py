# expect: distance by time_pulse_us
# prints: 50 cm
# prints: 120 cm
from machine import Pin, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)


def distance_cm():
    trigger.off()
    time.sleep_us(5)
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    echo_us = time_pulse_us(echo, 1, 30000)
    return echo_us * 0.0343 / 2


print("%.0f cm" % (round(distance_cm() / 5) * 5))
time.sleep(1.2)
print("%.0f cm" % (round(distance_cm() / 5) * 5))
