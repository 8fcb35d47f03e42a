# Moyenne de quelques lectures, dans une minuterie.
from machine import ADC, PWM, Pin, Timer
import time

bouton = ADC(Pin(34), atten=ADC.ATTN_11DB)
led = PWM(Pin(25), freq=500, duty_u16=0)


def lire(n=8):
    total = 0
    for _ in range(n):
        total += bouton.read_u16()
    return total // n


def regler(t):
    led.duty_u16(lire())


regler(None)
Timer(0).init(period=50, mode=Timer.PERIODIC, callback=regler)
while True:
    time.sleep(10)
