# expect: an exception of the awaited coroutine ends the program
# prints: begin
# ends: error ValueError
import asyncio


async def measure():
    await asyncio.sleep_ms(10)
    raise ValueError("no sensor")


async def main():
    print("begin")
    await measure()


asyncio.run(main())
