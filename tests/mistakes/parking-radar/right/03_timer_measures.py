# style: a Timer measures, the main loop sounds
from machine import PWM, Pin, Timer, time_pulse_us
import time

trigger = Pin(5, Pin.OUT, value=0)
echo = Pin(18, Pin.IN)
buzzer = PWM(Pin(25), freq=1000, duty_u16=0)
distance = 1000


def measure(timer):
    global distance
    trigger.on()
    time.sleep_us(10)
    trigger.off()
    length = time_pulse_us(echo, 1, 30000)
    distance = length * 0.01715 if length > 0 else 1000


Timer(0).init(period=60, mode=Timer.PERIODIC, callback=measure)

beeped = time.ticks_ms()
while True:
    cm = distance
    since = time.ticks_diff(time.ticks_ms(), beeped)
    if cm < 10:
        sounds = True
    elif cm > 100:
        sounds = False
    elif since >= cm * 10:
        beeped = time.ticks_ms()
        sounds = True
    elif since >= 20:
        sounds = False
    else:
        sounds = True
    buzzer.duty_u16(32768 if sounds else 0)
    time.sleep_ms(2)
