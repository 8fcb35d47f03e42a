# mistake: A bare except hides that PWM has no method duty_16.
# line: 14
# names.fr: except|erreur ; duty_16|duty_u16|cache|avale|ignor|masqu|tait
# names.en: except|error ; duty_16|duty_u16|hid|swallow|ignor|silen
from machine import ADC, PWM, Pin
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=1000, duty_u16=0)

while True:
    try:
        v = knob.read_u16()
        light.duty_16(v)
    except:
        pass
    time.sleep_ms(30)
