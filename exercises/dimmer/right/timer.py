# style: Timer
from machine import ADC, PWM, Pin, Timer

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=2000, duty_u16=0)


def follow(timer):
    light.duty_u16(knob.read_u16())


timer = Timer(0)
timer.init(period=50, mode=Timer.PERIODIC, callback=follow)
