# expect: a task that waits with a time limit is itself cancelled
# prints: outer cancelled
# prints: inner cancelled
# prints: main knows
import asyncio


async def inner():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("inner cancelled")
        raise


async def outer():
    try:
        await asyncio.wait_for(inner(), 2)
    except asyncio.TimeoutError:
        print("timeout")
    except asyncio.CancelledError:
        print("outer cancelled")
        raise


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep_ms(50)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("main knows")


asyncio.run(main())
