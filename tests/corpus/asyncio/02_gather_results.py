# expect: results in order, an exception as a result
# prints: [1, 4]
# prints: 0 ValueError broken
# prints: caught broken
import asyncio


async def square(n):
    await asyncio.sleep_ms(30 - n * 10)
    return n * n


async def broken():
    await asyncio.sleep_ms(5)
    raise ValueError("broken")


async def main():
    print(await asyncio.gather(square(1), square(2)))
    results = await asyncio.gather(square(0), broken(), return_exceptions=True)
    print(results[0], type(results[1]).__name__, results[1])
    try:
        await asyncio.gather(square(0), broken())
    except ValueError as error:
        print("caught", error)


asyncio.run(main())
