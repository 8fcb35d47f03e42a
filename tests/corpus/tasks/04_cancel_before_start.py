# expect: a task cancelled before it ever ran, and one already done
# prints: True False
# prints: cancelled
# prints: True False 5
import asyncio


async def never():
    print("never")


async def quick():
    return 5


async def main():
    task = asyncio.create_task(never())
    print(task.cancel(), task.done())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    done = asyncio.create_task(quick())
    await asyncio.sleep_ms(5)
    print(done.done(), done.cancel(), await done)


asyncio.run(main())
