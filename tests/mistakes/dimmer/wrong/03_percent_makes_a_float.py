# mistake: The percentage makes a float, and duty_u16 wants an integer.
# line: 17
# names.fr: duty_u16 ; entier|int(|//|float|flottant|décimal|virgule
# names.en: duty_u16 ; integer|whole|int(|//|float|decimal
from machine import ADC, PWM, Pin
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=1000, duty_u16=0)


def percent():
    return knob.read_u16() * 100 / 65535


def set_light(p):
    light.duty_u16(p * 65535 / 100)


while True:
    set_light(percent())
    time.sleep(0.05)
