# expect: tasks that were done, or had failed, before gather
# prints: [1, 2]
# prints: ValueError early
# prints: [ValueError('early',), 2]
import asyncio


async def good():
    return 1


async def bad():
    raise ValueError("early")


async def late():
    await asyncio.sleep_ms(20)
    return 2


async def main():
    a, c = asyncio.create_task(good()), asyncio.create_task(late())
    await asyncio.sleep_ms(5)
    print(await asyncio.gather(a, c))
    try:
        print(await asyncio.gather(asyncio.create_task(late()), asyncio.create_task(bad())))
    except ValueError as error:
        print("ValueError", error)
    print(await asyncio.gather(asyncio.create_task(bad()), asyncio.create_task(late()), return_exceptions=True))


asyncio.run(main())
