# expect: MicroPython makes a generator of it, which nobody runs
# prints: end
import asyncio


def main():
    print("never")
    await asyncio.sleep(1)


main()
print("end")
