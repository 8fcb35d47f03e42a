# style: Timer and micropython.schedule, nested functions
from machine import ADC, PWM, Pin, Timer
import micropython
import time

micropython.alloc_emergency_exception_buf(100)


def relier(broche_bouton, broche_lampe):
    bouton = ADC(Pin(broche_bouton), atten=ADC.ATTN_11DB)
    lampe = PWM(Pin(broche_lampe), freq=1000, duty_u16=0)

    def copier(_):
        lampe.duty_u16(bouton.read_u16())

    return copier


suivre = relier(34, 25)
Timer(1).init(period=40, mode=Timer.PERIODIC, callback=lambda t: micropython.schedule(suivre, 0))
while True:
    time.sleep_ms(500)
