# mistake: The value is brought to 0 to 255, but duty counts up to 1023.
# line: 17
# names.fr: 255|256|8 bits ; 1023|duty|échelle|65535
# names.en: 255|256|8 bit ; 1023|duty|scale|65535
from machine import ADC, PWM, Pin
from time import sleep

bouton = ADC(Pin(34), atten=ADC.ATTN_11DB)
lampe = PWM(Pin(25), freq=1000, duty=0)


def intensite():
    return bouton.read_u16() // 256


while True:
    lampe.duty(intensite())
    sleep(0.02)
