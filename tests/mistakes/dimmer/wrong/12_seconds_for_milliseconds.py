# mistake: sleep(20) waits 20 s, not 20 ms.
# line: 14
# names.fr: seconde|sleep_ms ; sleep|20|pause
# names.en: second|sleep_ms ; sleep|20|pause
from machine import ADC, PWM, Pin
import time

PAUSE = 20  # millisecondes
entree = ADC(Pin(34), atten=ADC.ATTN_11DB)
sortie = PWM(Pin(25), freq=1000, duty_u16=0)

while True:
    sortie.duty_u16(entree.read_u16())
    time.sleep(PAUSE)
