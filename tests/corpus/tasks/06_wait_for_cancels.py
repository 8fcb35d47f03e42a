# expect: what is too slow is cancelled inside
# prints: inner cancelled
# prints: inner finally
# prints: timeout
# prints: inside
import asyncio


async def slow():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("inner cancelled")
        raise
    finally:
        print("inner finally")


async def failing():
    await asyncio.sleep_ms(5)
    raise ValueError("inside")


async def main():
    try:
        await asyncio.wait_for(slow(), 0.05)
    except asyncio.TimeoutError:
        print("timeout")
    try:
        await asyncio.wait_for(failing(), 1)
    except ValueError as error:
        print(error)


asyncio.run(main())
