# mistake: No attenuation: ADC saturates at about 1 V.
# line: 7
# names.fr: atten|11DB
# names.en: atten|11DB
from machine import Pin, ADC, PWM
import time
pot = ADC(Pin(34))
led = PWM(Pin(25))
led.freq(1000)
while True:
    led.duty_u16(pot.read_u16())
    time.sleep(0.1)
