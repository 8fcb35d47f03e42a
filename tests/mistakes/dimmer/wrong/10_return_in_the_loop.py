# mistake: A return inside the loop ends the function after the first turn.
# line: 17
# names.fr: return|boucle|while|suivre ; fin|arrêt|première|une fois|une seule|sort|quitt|termin
# names.en: return|loop|while|suivre ; end|stop|first|once|leav
import time
from machine import Pin, ADC, PWM

bouton = ADC(Pin(34), atten=ADC.ATTN_11DB)
lampe = PWM(Pin(25), freq=1000, duty_u16=0)


def suivre():
    while True:
        valeur = bouton.read_u16()
        lampe.duty_u16(valeur)
        time.sleep_ms(20)
        return valeur


print(suivre())
