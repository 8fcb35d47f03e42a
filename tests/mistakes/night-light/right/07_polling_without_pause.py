# style: polling without any pause
from machine import ADC, Pin
from neopixel import NeoPixel

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
lamp.write()

while True:
    while eye.read_u16() >= 20000:
        pass
    lamp.fill((33, 33, 33))
    lamp.write()
    while eye.read_u16() <= 30000:
        pass
    lamp.fill((0, 0, 0))
    lamp.write()
