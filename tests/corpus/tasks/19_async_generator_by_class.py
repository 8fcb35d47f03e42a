# expect: a limited stream by __anext__ with a break
# prints: 1
# prints: 3
# prints: 4
import asyncio


class Ticker:
    def __init__(self, ms):
        self.ms, self.n = ms, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep_ms(self.ms)
        self.n += 1
        return self.n


async def main():
    async for n in Ticker(5):
        if n == 2:
            continue
        print(n)
        if n >= 4:
            break
    else:
        print("never")


asyncio.run(main())
