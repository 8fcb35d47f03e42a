# expect: asyncio.run of a function that was not called
# ends: error TypeError
import asyncio


async def main():
    print("main")


asyncio.run(main)
