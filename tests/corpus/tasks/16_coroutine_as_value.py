# expect: what calling without await gives, and awaiting it later
# prints: generator
# prints: 2
# prints: TypeError
import asyncio


async def two():
    await asyncio.sleep_ms(1)
    return 2


async def main():
    later = two()
    print(type(later).__name__)
    print(await later)
    try:
        await 5
    except (TypeError, AttributeError) as error:
        print(type(error).__name__)


asyncio.run(main())
