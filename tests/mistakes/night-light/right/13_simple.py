from machine import ADC, Pin
from neopixel import NeoPixel
import time

oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
lampe = NeoPixel(Pin(27), 8)
allumee = False

while True:
    lumiere = oeil.read_u16()
    if lumiere < 20000:
        allumee = True
    elif lumiere > 30000:
        allumee = False
    lampe.fill((60, 40, 10) if allumee else (0, 0, 0))
    lampe.write()
    time.sleep_ms(200)
