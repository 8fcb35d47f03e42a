# expect: a coroutine that is called without await does nothing
# prints: before
# prints: after
import asyncio


async def greet():
    print("hello")


async def main():
    print("before")
    greet()
    print("after")


asyncio.run(main())
