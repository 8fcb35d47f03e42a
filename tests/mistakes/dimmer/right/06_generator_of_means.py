# style: generator of means of eight readings
from machine import ADC, PWM, Pin
from utime import sleep_ms


def moyennes(entree, nombre):
    while True:
        yield sum(entree.read_u16() for _ in range(nombre)) // nombre


lampe = PWM(Pin(25), freq=400, duty_u16=0)
for valeur in moyennes(ADC(Pin(34), atten=ADC.ATTN_11DB), 8):
    lampe.duty_u16(valeur)
    sleep_ms(15)
