# expect: cancelling who waits also cancels what it waits for
# prints: source cancelled
# prints: waiter cancelled
# prints: True True
import asyncio


async def source():
    try:
        await asyncio.sleep_ms(100)
        print("source done")
    except asyncio.CancelledError:
        print("source cancelled")
        raise


async def waiter(task):
    try:
        await task
    except asyncio.CancelledError:
        print("waiter cancelled")


async def main():
    task = asyncio.create_task(source())
    other = asyncio.create_task(waiter(task))
    await asyncio.sleep_ms(20)
    other.cancel()
    await asyncio.sleep_ms(200)
    print(task.done(), other.done())


asyncio.run(main())
