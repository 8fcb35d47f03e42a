from machine import ADC, Pin
from neopixel import NeoPixel
import time

oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)

while True:
    lumiere = oeil.read_u16()
    # À vous : allumer quand il fait nuit, éteindre quand il fait jour.
    print(lumiere)
    time.sleep_ms(500)
