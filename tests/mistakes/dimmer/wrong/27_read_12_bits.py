# mistake: knob.read() goes only to 4095 but is given to duty_u16, which goes to 65535, so the LED never gets past 6%.
# line: 15
# names.fr: 4095|read_u16|12 bits|read() ; 65535|échelle|16|u16|faible|multipl
# names.en: 4095|read_u16|12 bit|12-bit|read() ; 65535|scale|16|u16|dim|weak|multipl
from machine import ADC, PWM, Pin
import time

knob = ADC(Pin(34))
knob.atten(ADC.ATTN_11DB)

light = PWM(Pin(25))
light.freq(1000)

while True:
    light.duty_u16(knob.read())
    time.sleep_ms(50)
