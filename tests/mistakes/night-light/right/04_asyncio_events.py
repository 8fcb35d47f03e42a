# style: asyncio, an Event for dusk and one for dawn
import asyncio
from machine import ADC, Pin
from neopixel import NeoPixel

crepuscule = asyncio.Event()
aube = asyncio.Event()


async def guetter(oeil):
    while True:
        mesure = oeil.read_u16()
        if mesure < 20000:
            aube.clear()
            crepuscule.set()
        elif mesure > 30000:
            crepuscule.clear()
            aube.set()
        await asyncio.sleep_ms(50)


async def eclairer(lampe):
    while True:
        lampe.fill((0, 0, 0))
        lampe.write()
        await crepuscule.wait()
        lampe.fill((45, 45, 45))
        lampe.write()
        await aube.wait()


async def principal():
    asyncio.create_task(guetter(ADC(Pin(35), atten=ADC.ATTN_11DB)))
    await eclairer(NeoPixel(Pin(27), 8))


asyncio.run(principal())
