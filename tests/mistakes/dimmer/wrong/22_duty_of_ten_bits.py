# mistake: duty() takes 0 to 1023, and gets a number up to 65535.
# line: 14
# names.fr: duty ; 1023|duty_u16|65535
# names.en: duty ; 1023|duty_u16|65535
from machine import Pin, ADC, PWM
import time

potar = ADC(Pin(34))
potar.atten(ADC.ATTN_11DB)
led = PWM(Pin(25), freq=1000)

while True:
    valeur = potar.read_u16()
    led.duty(valeur)
    time.sleep(0.05)
