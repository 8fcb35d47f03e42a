# style: asyncio
from machine import Pin
import asyncio


async def flash(led, times):
    for _ in range(times):
        led.value(1)
        await asyncio.sleep_ms(500)
        led.value(0)
        await asyncio.sleep_ms(500)


asyncio.run(flash(Pin(2, Pin.OUT), 5))
