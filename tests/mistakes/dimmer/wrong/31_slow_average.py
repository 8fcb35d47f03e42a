# mistake: The average runs over 100 readings taken every 20 ms, that is two seconds, so the LED follows much too late.
# line: 9
# names.fr: moyenne|100|mesures|TAILLE ; 0,3|0.3|tard|lent|2 s|deux secondes|moins|trop
# names.en: average|mean|100|readings|TAILLE ; 0.3|late|delay|slow|lag|two seconds|fewer|too many
# J'adoucis la mesure avec une moyenne, elle tremblait.
from machine import ADC, PWM, Pin
import time

TAILLE = 100
capteur = ADC(Pin(34), atten=ADC.ATTN_11DB)
led = PWM(Pin(25), freq=1000, duty_u16=0)
mesures = []


def moyenne(liste):
    return sum(liste) // len(liste)


while True:
    mesures.append(capteur.read_u16())
    if len(mesures) > TAILLE:
        mesures.pop(0)
    led.duty_u16(moyenne(mesures))
    time.sleep_ms(20)
