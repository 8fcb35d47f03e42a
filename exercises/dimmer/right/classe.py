# style: class, French names, microvolts
from machine import ADC, PWM, Pin
import time


class Variateur:
    def __init__(self, broche_bouton, broche_led):
        self.bouton = ADC(Pin(broche_bouton), atten=ADC.ATTN_11DB)
        self.led = PWM(Pin(broche_led), freq=500, duty_u16=0)

    def regler(self):
        part = self.bouton.read_u16() / 65535
        self.led.duty_u16(int(part * 65535))


variateur = Variateur(34, 25)
while True:
    variateur.regler()
    time.sleep(0.05)
