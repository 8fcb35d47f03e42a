# expect: current_task, get_event_loop inside, exception handler
# prints: False True
# prints: handled KeyError Task exception wasn't retrieved
# prints: end
import asyncio


def handler(loop, context):
    print("handled", type(context["exception"]).__name__, context["message"])


async def bad():
    raise KeyError("x")


async def short():
    await asyncio.sleep_ms(5)


async def main():
    task = asyncio.create_task(short())
    print(asyncio.current_task() is task, asyncio.current_task() is not None)
    asyncio.get_event_loop().set_exception_handler(handler)
    asyncio.create_task(bad())
    await asyncio.sleep_ms(20)
    print("end")


asyncio.run(main())
