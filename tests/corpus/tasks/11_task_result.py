# expect: awaiting a task that is done, twice, and one that failed
# prints: True fine fine
# prints: raised no
# prints: True
import asyncio


async def good():
    return "fine"


async def bad():
    raise ValueError("no")


async def main():
    task = asyncio.create_task(good())
    await asyncio.sleep_ms(1)
    print(task.done(), await task, await task)
    other = asyncio.create_task(bad())
    try:
        await other
    except ValueError as error:
        print("raised", error)
    print(other.done())


asyncio.run(main())
