# mistake: A return inside the for loop ends the function after the first light.
# line: 16
# names.fr: return ; boucle|for|première|seule|une fois|décal|indent|retrait
# names.en: return ; loop|for|first|only|once|indent
import asyncio
from machine import ADC, Pin
from neopixel import NeoPixel

lamp = NeoPixel(Pin(27), 8)


def paint(colour):
    for i in range(len(lamp)):
        lamp[i] = colour
        lamp.write()
        return i


async def main():
    eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
    night = False
    while True:
        value = eye.read_u16()
        if value < 20000:
            night = True
        elif value > 30000:
            night = False
        paint((80, 30, 0) if night else (0, 0, 0))
        await asyncio.sleep_ms(100)


asyncio.run(main())
