# expect: asyncio.sleep itself is no task in MicroPython
# ends: error TypeError
import asyncio


async def main():
    await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))


asyncio.run(main())
