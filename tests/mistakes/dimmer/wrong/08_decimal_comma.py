# mistake: A decimal comma, so that sleep gets two numbers.
# line: 16
# names.fr: virgule|point|0.05 ; sleep|pause|nombre|0,05
# names.en: comma|point|0.05 ; sleep|pause|number|0,05
from machine import ADC, PWM, Pin
import time


class Variateur:
    def __init__(self):
        self.bouton = ADC(Pin(34), atten=ADC.ATTN_11DB)
        self.lampe = PWM(Pin(25), freq=1000, duty_u16=0)

    def suivre(self):
        self.lampe.duty_u16(self.bouton.read_u16())
        time.sleep(0,05)


variateur = Variateur()
while True:
    variateur.suivre()
