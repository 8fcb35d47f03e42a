# mistake: map is used as in Arduino to scale a number; in Python map applies a function to a list, so this is an error.
# line: 14
# names.fr: map|arduino|map() ; échelle|calcul|proportion|règle de trois|division|directement|fonction|liste
# names.en: map|arduino|map() ; scal|comput|proportion|divi|directly|65535|function|list
from machine import ADC, PWM, Pin
import time

potPin = ADC(Pin(34), atten=ADC.ATTN_11DB)
ledPin = PWM(Pin(25), freq=5000, duty_u16=0)


def loop():
    potValue = potPin.read_u16()
    brightness = map(potValue, 0, 65535, 0, 1023)
    ledPin.duty(brightness)
    time.sleep_ms(10)


while True:
    loop()
