# style: asyncio, one task that watches and one that changes, joined by an Event
import asyncio
from machine import Pin

button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT, value=0)
memory = Pin(4, Pin.OUT, value=0)


async def watch(press):
    was_down = False
    while True:
        down = button.value() == 0
        if down != was_down:
            was_down = down
            led.value(down)
            if down:
                press.set()
            await asyncio.sleep_ms(30)
        await asyncio.sleep_ms(2)


async def toggle(press):
    while True:
        await press.wait()
        press.clear()
        memory.value(not memory.value())


async def main():
    press = asyncio.Event()
    await asyncio.gather(watch(press), toggle(press))


asyncio.run(main())
