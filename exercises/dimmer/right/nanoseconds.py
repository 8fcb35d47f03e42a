# style: duty_ns, the width of the pulse in billionths of a second
from machine import ADC, PWM, Pin
import time

PERIODE_NS = 1_000_000

entree = ADC(Pin(34))
entree.atten(ADC.ATTN_11DB)
sortie = PWM(Pin(25), freq=1_000_000_000 // PERIODE_NS, duty_ns=0)
echeance = time.ticks_ms()

while True:
    if time.ticks_diff(time.ticks_ms(), echeance) >= 0:
        echeance = time.ticks_add(time.ticks_ms(), 30)
        sortie.duty_ns(entree.read_u16() * PERIODE_NS // 65535)
    else:
        time.sleep_ms(1)
