# expect: get_event_loop, create_task, run_until_complete
# prints: a 0
# prints: b 0
# prints: a 1
# prints: b 1
# prints: b 2
# prints: 3
import asyncio


async def count(name, n):
    for i in range(n):
        print(name, i)
        await asyncio.sleep_ms(10)
    return n


loop = asyncio.get_event_loop()
loop.create_task(count("a", 2))
print(loop.run_until_complete(count("b", 3)))
