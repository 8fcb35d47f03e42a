# expect: two tasks in turn, one slow and one fast
# prints: fast 0
# prints: slow 0
# prints: fast 1
# prints: fast 2
# prints: slow 1
# prints: fast 3
# prints: done
import asyncio


async def say(name, times, wait_ms):
    for n in range(times):
        print(name, n)
        await asyncio.sleep_ms(wait_ms)


async def main():
    await asyncio.gather(say("fast", 4, 100), say("slow", 2, 250))
    print("done")


asyncio.run(main())
