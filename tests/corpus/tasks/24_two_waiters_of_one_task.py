# expect: one task awaited by two others
# prints: a 7
# prints: b 7
import asyncio


async def source():
    await asyncio.sleep_ms(30)
    return 7


async def waiter(name, task):
    print(name, await task)


async def main():
    task = asyncio.create_task(source())
    await asyncio.gather(waiter("a", task), waiter("b", task))


asyncio.run(main())
