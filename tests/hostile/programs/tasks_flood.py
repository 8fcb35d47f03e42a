# Starts tasks that start tasks. Ends: memory. Hint: other.memory.
import asyncio


async def grow():
    while True:
        asyncio.create_task(grow())
        await asyncio.sleep(0)


asyncio.run(grow())
