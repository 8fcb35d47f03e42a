# expect: ThreadSafeFlag set by a Timer, three times
# prints: 3
import asyncio
from machine import Timer

flag = asyncio.ThreadSafeFlag()


async def main():
    timer = Timer(0)
    timer.init(period=100, callback=lambda t: flag.set())
    n = 0
    while n < 3:
        await flag.wait()
        n += 1
    timer.deinit()
    print(n)


asyncio.run(main())
