# style: asyncio, one task that reads twelve bits, one that sets the light
import asyncio
from machine import ADC, PWM, Pin

partage = {"brut": 0}


async def lecture():
    bouton = ADC(Pin(34), atten=ADC.ATTN_11DB)
    while True:
        partage["brut"] = bouton.read()
        await asyncio.sleep_ms(20)


async def eclairage():
    lampe = PWM(Pin(25), freq=1000, duty_u16=0)
    while True:
        lampe.duty_u16(partage["brut"] * 65535 // 4095)
        await asyncio.sleep_ms(25)


async def principal():
    await asyncio.gather(lecture(), eclairage())


asyncio.run(principal())
