# mistake: The knob is read only once, before the loop, so the light never follows it afterwards.
# line: 10
# names.fr: boucle|while|une seule fois|une fois|avant ; lire|lis|lecture|lu|read|mesure|position
# names.en: loop|while|only once|once|before ; read|measur|position
from machine import ADC, PWM, Pin
import time

pot = ADC(Pin(34), atten=ADC.ATTN_11DB)
led = PWM(Pin(25), freq=1000, duty_u16=0)
position = pot.read_u16()

while True:
    percent = position * 100 / 65535
    print("light:", percent, "%")
    led.duty_u16(int(percent * 65535 / 100))
    time.sleep(0.1)
