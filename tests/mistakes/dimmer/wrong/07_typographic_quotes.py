# mistake: The quotes of print are typographic ones, pasted from a text processor.
# line: 14
# names.fr: guillemet|“ ; droit|typographique|courbe|anglais|"
# names.en: quote|“ ; straight|typographic|curly|smart|"
import time
from machine import ADC, PWM, Pin

pot = ADC(Pin(34), atten=ADC.ATTN_11DB)
led = PWM(Pin(25), freq=500, duty_u16=0)

while True:
    value = pot.read_u16()
    led.duty_u16(value)
    print(“value:”, value)
    time.sleep_ms(100)
