# expect: ThreadSafeFlag set by an interrupt
# prints: woken 0
# prints: woken 1
# ends: runs
import asyncio
from machine import Pin

flag = asyncio.ThreadSafeFlag()
Pin(18, Pin.IN, Pin.PULL_UP).irq(lambda pin: flag.set(), Pin.IRQ_FALLING)


async def main():
    for n in range(2):
        await flag.wait()
        print("woken", n)


asyncio.run(main())
