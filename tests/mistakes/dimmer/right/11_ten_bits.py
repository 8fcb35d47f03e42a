from machine import ADC, PWM, Pin
from utime import sleep_ms

entree = ADC(Pin(34))
entree.atten(ADC.ATTN_11DB)
sortie = PWM(Pin(25))
sortie.freq(1500)
sortie.duty(0)
try:
    while True:
        sortie.duty(entree.read_u16() * 1023 // 65535)
        sleep_ms(10)
finally:
    sortie.duty(0)
