# expect: an Event that wakes two tasks, a Lock that keeps them apart
# prints: go False
# prints: a in
# prints: a out
# prints: b in
# prints: b out
# prints: False
import asyncio


async def waiter(name, event, lock):
    await event.wait()
    async with lock:
        print(name, "in")
        await asyncio.sleep_ms(50)
        print(name, "out")


async def main():
    event, lock = asyncio.Event(), asyncio.Lock()
    tasks = [asyncio.create_task(waiter(n, event, lock)) for n in "ab"]
    await asyncio.sleep_ms(100)
    print("go", event.is_set())
    event.set()
    for task in tasks:
        await task
    print(lock.locked())


asyncio.run(main())
