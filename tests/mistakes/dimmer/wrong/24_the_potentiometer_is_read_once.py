# mistake: The potentiometer is read once before the loop.
# line: 10
# names.fr: boucle ; avant|une seule fois|relu|relire|dans
# names.en: loop ; before|once|again|inside
from machine import Pin, ADC, PWM

potentiometre = ADC(Pin(34), atten=ADC.ATTN_11DB)
diode_lumineuse = PWM(Pin(25), 1000)

valeur_mesuree = potentiometre.read()          # 0 a 4095
while True:
    diode_lumineuse.duty(valeur_mesuree * 1023 // 4095)
