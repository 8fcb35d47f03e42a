# expect: asyncio.run called twice with new_event_loop between
# prints: 2
# prints: 4
import asyncio


async def job(n):
    await asyncio.sleep_ms(5)
    return n * 2


print(asyncio.run(job(1)))
asyncio.new_event_loop()
print(asyncio.run(job(2)))
