# expect: a Lock handed over in the order of asking; released by nobody
# prints: a
# prints: b
# prints: c
# prints: RuntimeError Lock not acquired
import asyncio

lock = asyncio.Lock()


async def user(name):
    await lock.acquire()
    print(name)
    await asyncio.sleep_ms(10)
    lock.release()


async def main():
    await asyncio.gather(user("a"), user("b"), user("c"))
    try:
        lock.release()
    except RuntimeError as error:
        print("RuntimeError", error)


asyncio.run(main())
