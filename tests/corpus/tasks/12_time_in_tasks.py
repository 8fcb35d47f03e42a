# expect: sleeps in parallel take the longest, not the sum
# prints: True
import asyncio
import time


async def nap(ms):
    await asyncio.sleep_ms(ms)


async def main():
    start = time.ticks_ms()
    await asyncio.gather(nap(1000), nap(1500), nap(500))
    print(1450 <= time.ticks_diff(time.ticks_ms(), start) <= 1600)


asyncio.run(main())
