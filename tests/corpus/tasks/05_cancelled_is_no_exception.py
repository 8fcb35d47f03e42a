# expect: except Exception does not catch a cancellation
# prints: over False True
import asyncio


async def stubborn():
    while True:
        try:
            await asyncio.sleep_ms(10)
        except Exception:
            print("caught as Exception")


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep_ms(25)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("over", issubclass(asyncio.CancelledError, Exception), issubclass(asyncio.TimeoutError, Exception))


asyncio.run(main())
