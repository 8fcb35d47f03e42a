# mistake: The knob is read once, before the loop.
# line: 11
# names.fr: read_u16|lire|lit|lecture|lu|mesur ; boucle|while|une fois|une seule|chaque|avant|suit
# names.en: read ; loop|while|once|each|every|before|follow
from machine import ADC, PWM, Pin
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=1000, duty_u16=0)

position = knob.read_u16()
while True:
    light.duty_u16(position)
    time.sleep_ms(20)
