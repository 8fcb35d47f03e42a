# style: asyncio
import asyncio
from machine import ADC, PWM, Pin


async def follow(knob, light):
    while True:
        light.duty_u16(knob.read_u16())
        await asyncio.sleep_ms(30)


asyncio.run(follow(ADC(Pin(34), atten=ADC.ATTN_11DB), PWM(Pin(25), freq=1000, duty_u16=0)))
