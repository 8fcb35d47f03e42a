# expect: asyncio with a button and a LED at once
# prints: press 1
# prints: press 2
# prints: blinks 8
import asyncio
from machine import Pin

led = Pin(2, Pin.OUT, value=0)
button = Pin(18, Pin.IN, Pin.PULL_UP)


async def blink(times):
    for _ in range(times):
        led.value(not led.value())
        await asyncio.sleep_ms(500)
    return times


async def watch():
    count, last = 0, 1
    while True:
        now = button.value()
        if now == 0 and last == 1:
            count += 1
            print("press", count)
        if now != last:
            last = now
            await asyncio.sleep_ms(50)
        await asyncio.sleep_ms(10)


async def main():
    watcher = asyncio.create_task(watch())
    print("blinks", await blink(8))
    watcher.cancel()


asyncio.run(main())
