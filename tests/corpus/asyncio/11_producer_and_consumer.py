# expect: a queue of one's own between two tasks
# prints: 100
import asyncio


class Queue:
    def __init__(self, size):
        self._items = []
        self._size = size
        self._changed = asyncio.Event()

    async def put(self, item):
        while len(self._items) >= self._size:
            self._changed.clear()
            await self._changed.wait()
        self._items.append(item)
        self._changed.set()

    async def get(self):
        while not self._items:
            self._changed.clear()
            await self._changed.wait()
        item = self._items.pop(0)
        self._changed.set()
        return item


async def produce(queue):
    for n in range(5):
        await queue.put(n * 10)
        await asyncio.sleep_ms(20)
    await queue.put(None)


async def consume(queue):
    total = 0
    while True:
        item = await queue.get()
        if item is None:
            return total
        total += item
        await asyncio.sleep_ms(50)


async def main():
    queue = Queue(2)
    asyncio.create_task(produce(queue))
    print(await consume(queue))


asyncio.run(main())
