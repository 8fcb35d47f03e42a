# mistake: The Timer's function changes niveau without declaring it global.
# line: 14
# names.fr: global ; niveau
# names.en: global ; niveau
from machine import ADC, PWM, Pin, Timer
import time

bouton = ADC(Pin(34), atten=ADC.ATTN_11DB)
lampe = PWM(Pin(25), freq=1000, duty_u16=0)
niveau = 0


def lire(t):
    niveau = bouton.read_u16()


Timer(0).init(period=30, mode=Timer.PERIODIC, callback=lire)
while True:
    lampe.duty_u16(niveau)
    time.sleep_ms(10)
