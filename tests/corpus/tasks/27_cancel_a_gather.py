# expect: a gather that is cancelled cancels its parts
# prints: a cancelled
# prints: b cancelled
# prints: gather cancelled
import asyncio


async def part(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def both():
    await asyncio.gather(part("a"), part("b"))


async def main():
    task = asyncio.create_task(both())
    await asyncio.sleep_ms(10)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("gather cancelled")


asyncio.run(main())
