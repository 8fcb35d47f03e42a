# mistake: read() gives 0 to 4095, but duty_u16 counts up to 65535.
# line: 14
# names.fr: read()|read_u16|4095|12 bits ; 65535|duty_u16|16|échelle
# names.en: read()|read_u16|4095|12 bit ; 65535|duty_u16|16|scale
from machine import ADC, PWM, Pin
import time

knob = ADC(Pin(34))
knob.atten(ADC.ATTN_11DB)
light = PWM(Pin(25))
light.freq(1000)

while True:
    raw = knob.read()
    light.duty_u16(raw)
    time.sleep_ms(20)
