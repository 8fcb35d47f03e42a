# expect: a coroutine that swallows its cancellation is still too late
# prints: asked to stop
# prints: too late
import asyncio


async def deaf():
    try:
        await asyncio.sleep_ms(200)
    except asyncio.CancelledError:
        print("asked to stop")
    return "done anyway"


async def main():
    try:
        print(await asyncio.wait_for(deaf(), 0.05))
    except asyncio.TimeoutError:
        print("too late")


asyncio.run(main())
