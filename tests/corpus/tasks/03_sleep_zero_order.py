# expect: tasks that give way with sleep(0) take turns
# prints: abcabcabc
import asyncio

order = []


async def taker(name):
    for _ in range(3):
        order.append(name)
        await asyncio.sleep_ms(0)


async def main():
    await asyncio.gather(taker("a"), taker("b"), taker("c"))
    print("".join(order))


asyncio.run(main())
