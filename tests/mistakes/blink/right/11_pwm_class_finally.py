import time

from machine import PWM, Pin


class Signal:
    def __init__(self, broche):
        self.pwm = PWM(Pin(broche), freq=1000, duty_u16=0)

    def allumer(self):
        self.pwm.duty_u16(40000)

    def eteindre(self):
        self.pwm.duty_u16(0)


signal = Signal(2)
try:
    for numero in range(1, 6):
        print("éclat", numero)
        signal.allumer()
        time.sleep(0.5)
        signal.eteindre()
        time.sleep(0.5)
finally:
    signal.eteindre()
