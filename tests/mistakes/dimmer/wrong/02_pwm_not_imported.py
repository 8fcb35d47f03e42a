# mistake: PWM is used but not imported.
# line: 10
# names.fr: pwm ; import
# names.en: pwm ; import
from machine import Pin, ADC
from time import sleep_ms

# le bouton et la lampe
potentiometre = ADC(Pin(34), atten=ADC.ATTN_11DB)
lampe = PWM(Pin(25), freq=1000)

while 1:
    valeur = potentiometre.read_u16()
    lampe.duty_u16(valeur)
    sleep_ms(50)
