# mistake: int() cuts the share to 0 or 1 before it is multiplied.
# line: 10
# names.fr: int|entier|arrondi|coup|décimal
# names.en: int|whole|round|cut|decimal
import time
from machine import ADC, PWM, Pin


def to_share(raw):
    return int(raw / 65535)


knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=2000, duty_u16=0)

while True:
    share = to_share(knob.read_u16())
    light.duty_u16(share * 65535)
    time.sleep_ms(10)
