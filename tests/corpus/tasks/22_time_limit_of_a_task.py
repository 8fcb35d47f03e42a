# expect: wait_for of a task made before, quick and slow
# prints: a completed
# prints: a
# prints: b completed
# prints: b
# prints: c too slow True
import asyncio


async def job(name, ms):
    await asyncio.sleep_ms(ms)
    print(name, "completed")
    return name


async def main():
    a = asyncio.create_task(job("a", 20))
    b = asyncio.create_task(job("b", 40))
    print(await asyncio.wait_for(a, 1))
    print(await asyncio.wait_for(b, 1))
    c = asyncio.create_task(job("c", 500))
    try:
        await asyncio.wait_for_ms(c, 20)
    except asyncio.TimeoutError:
        print("c too slow", c.done())


asyncio.run(main())
