# expect: time.sleep in one task stops all the others
# prints: [0, 1000]
import asyncio
import time

moments = []


async def steady():
    start = time.ticks_ms()
    for _ in range(2):
        moments.append(round(time.ticks_diff(time.ticks_ms(), start), -2))
        await asyncio.sleep_ms(100)


async def rude():
    time.sleep(1)


async def main():
    await asyncio.gather(steady(), rude())
    print(moments)


asyncio.run(main())
