from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)

while True:
    light = eye.read_u16()
    # Your turn: light up at night, go out by day.
    print(light)
    time.sleep_ms(500)
