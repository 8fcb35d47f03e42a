# expect: a task that nobody awaits dies alone and is told
# prints: Task exception wasn't retrieved
# prints: future: <Task> coro= <generator object 'bad' at ...>
# prints: Traceback (most recent call last):
# prints: ...
# prints: ZeroDivisionError: divide by zero
# prints: main goes on
import asyncio


async def bad():
    await asyncio.sleep_ms(10)
    1 / 0


async def main():
    asyncio.create_task(bad())
    await asyncio.sleep_ms(100)
    print("main goes on")


asyncio.run(main())
