# style: asyncio, one task that blinks and one that waits for it
import asyncio
from machine import Pin


async def blink(led, times, half_ms):
    for _ in range(times):
        led.on()
        await asyncio.sleep_ms(half_ms)
        led.off()
        await asyncio.sleep_ms(half_ms)


async def main():
    task = asyncio.create_task(blink(Pin(2, Pin.OUT), 5, 500))
    await task
    print("done")


asyncio.run(main())
