# expect: async for and async with
# prints: open
# prints: 1
# prints: 2
# prints: 3
# prints: close
import asyncio


class Readings:
    def __init__(self, values):
        self._values = list(values)

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self._values:
            raise StopAsyncIteration
        await asyncio.sleep_ms(10)
        return self._values.pop(0)

    async def __aenter__(self):
        print("open")
        return self

    async def __aexit__(self, *error):
        print("close")


async def main():
    async with Readings([1, 2, 3]) as readings:
        async for value in readings:
            print(value)


asyncio.run(main())
