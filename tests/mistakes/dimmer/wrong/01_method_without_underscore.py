# mistake: The method read_u16 is written readu16.
# line: 12
# names.fr: readu16|read_u16 ; nom|orthographe|faute|existe|connaît|écri|souligné|_
# names.en: readu16|read_u16 ; name|spell|typo|exist|know|writ|underscore|_
from machine import ADC, PWM, Pin
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=1000, duty_u16=0)

while True:
    light.duty_u16(knob.readu16())
    time.sleep_ms(20)
