# style: asyncio, one task an LED
from machine import Pin
import asyncio

button = Pin(18, Pin.IN, Pin.PULL_UP)


async def follow(led):
    while True:
        led.value(not button.value())
        await asyncio.sleep_ms(10)


async def count(led):
    was = 1
    while True:
        now = button.value()
        if now != was:
            was = now
            if now == 0:
                led.toggle()
            await asyncio.sleep_ms(30)
        await asyncio.sleep_ms(5)


async def main():
    await asyncio.gather(follow(Pin(2, Pin.OUT)), count(Pin(4, Pin.OUT)))


asyncio.run(main())
