# mistake: The light follows the square of the value, not the value.
# line: 13
# names.fr: proportion|carré|courb|moitié|linéaire ; lumière|light|valeur|duty|calcul|bouton|led
# names.en: proportion|square|curve|half|linear ; light|value|duty|calculat|knob|led
from machine import ADC, PWM, Pin
import time

bouton = ADC(Pin(34), atten=ADC.ATTN_11DB)
lumiere = PWM(Pin(25), freq=1000, duty_u16=0)

while True:
    valeur = bouton.read_u16()
    lumiere.duty_u16(valeur * valeur // 65535)
    time.sleep_ms(20)
