# mistake: The light is only full or out, on either side of the middle.
# line: 12
# names.fr: proportion|entre les deux|progressi|moitié|intermédiaire|tout ou rien|allumée ou éteinte ; bouton|duty|lumière|led|valeur|if
# names.en: proportion|in between|gradual|half|intermediate|on or off|all or nothing ; knob|duty|light|led|value|if
from machine import ADC, PWM, Pin
import time

potentiometre = ADC(Pin(34), atten=ADC.ATTN_11DB)
led = PWM(Pin(25), freq=1000, duty_u16=0)

while True:
    if potentiometre.read_u16() > 32767:
        led.duty_u16(65535)
    else:
        led.duty_u16(0)
    time.sleep_ms(20)
