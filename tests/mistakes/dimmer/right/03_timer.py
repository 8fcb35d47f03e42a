# style: periodic Timer that does all the work, main program that idles
from machine import ADC, PWM, Pin, Timer
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=5000, duty_u16=0)


def follow(timer):
    light.duty_u16(knob.read_u16())


timer = Timer(0)
timer.init(period=50, mode=Timer.PERIODIC, callback=follow)

while True:
    time.sleep(1)
