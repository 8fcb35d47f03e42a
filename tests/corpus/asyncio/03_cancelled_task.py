# expect: a task cancelled cleans up
# prints: working
# prints: working
# prints: working
# prints: False
# prints: cancelled
# prints: clean
# prints: main knows
# prints: True
import asyncio


async def worker():
    try:
        while True:
            print("working")
            await asyncio.sleep_ms(100)
    except asyncio.CancelledError:
        print("cancelled")
        raise
    finally:
        print("clean")


async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep_ms(250)
    print(task.done())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("main knows")
    print(task.done())


asyncio.run(main())
