# style: the kit's lab.every and lab.run
import lab
from machine import ADC, PWM, Pin

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=1000, duty_u16=0)


def follow():
    light.duty_u16(knob.read_u16())


lab.every(0.05, follow)
lab.run()
