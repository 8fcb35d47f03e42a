# style: asyncio, two tasks
import asyncio
from machine import ADC, Pin
from neopixel import NeoPixel

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
night = False


async def watch():
    global night
    while True:
        light = eye.read_u16()
        night = light < 20000 or (night and light <= 30000)
        await asyncio.sleep_ms(40)


async def shine():
    while True:
        lamp.fill((50, 50, 50) if night else (0, 0, 0))
        lamp.write()
        await asyncio.sleep_ms(100)


async def main():
    await asyncio.gather(watch(), shine())


asyncio.run(main())
