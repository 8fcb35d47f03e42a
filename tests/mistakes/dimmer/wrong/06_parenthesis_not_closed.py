# mistake: The parenthesis of duty_u16( is not closed.
# line: 13
# names.fr: parenthèse|) ; ferm|manque|ouvert|ligne
# names.en: parenthes|bracket|) ; clos|miss|open|line
from machine import ADC, PWM, Pin
import time

bouton = ADC(Pin(34), atten=ADC.ATTN_11DB)
lumiere = PWM(Pin(25), freq=1000, duty_u16=0)

while True:
    mesure = bouton.read_u16()
    lumiere.duty_u16(int(mesure)
    time.sleep_ms(20)
