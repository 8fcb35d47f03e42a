# expect: wait_for of something too slow and of something quick
# prints: too slow
# prints: in time
import asyncio


async def slow():
    await asyncio.sleep(10)
    return "late"


async def quick():
    await asyncio.sleep_ms(10)
    return "in time"


async def main():
    try:
        print(await asyncio.wait_for(slow(), 0.2))
    except asyncio.TimeoutError:
        print("too slow")
    print(await asyncio.wait_for_ms(quick(), 500))


asyncio.run(main())
