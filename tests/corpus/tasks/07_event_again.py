# expect: an Event set, cleared and waited for again
# prints: seen 0 False
# prints: seen 1 False
# prints: at once
import asyncio

event = asyncio.Event()


async def waiter():
    for n in range(2):
        await event.wait()
        event.clear()
        print("seen", n, event.is_set())


async def main():
    task = asyncio.create_task(waiter())
    await asyncio.sleep_ms(10)
    event.set()
    await asyncio.sleep_ms(10)
    event.set()
    await task
    event.set()
    await event.wait()
    print("at once")


asyncio.run(main())
