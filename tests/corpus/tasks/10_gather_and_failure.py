# expect: gather raises the first error, the other goes on
# prints: error 5
# prints: worked on
# prints: worked on
# prints: [OSError(5,), 1]
# prints: []
import asyncio


async def fails():
    await asyncio.sleep_ms(10)
    raise OSError(5)


async def works():
    await asyncio.sleep_ms(30)
    print("worked on")
    return 1


async def main():
    try:
        await asyncio.gather(fails(), works())
    except OSError as error:
        print("error", error.errno)
    await asyncio.sleep_ms(50)
    print(await asyncio.gather(fails(), works(), return_exceptions=True))
    print(await asyncio.gather())


asyncio.run(main())
