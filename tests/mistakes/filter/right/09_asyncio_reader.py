# style: asyncio task that fills a window of its own for some time, recursion for the median
import asyncio
from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
given = []


def kth(values, k):
    """The k-th smallest, by recursion."""
    pivot = values[0]
    smaller = [v for v in values if v < pivot]
    equal = [v for v in values if v == pivot]
    if k < len(smaller):
        return kth(smaller, k)
    if k < len(smaller) + len(equal):
        return pivot
    return kth([v for v in values if v > pivot], k - len(smaller) - len(equal))


def median(values):
    return kth(values, len(values) // 2)


def filtered(value):
    given.append(value)
    if len(given) > 5:
        del given[0]
    return median(given)


def light():
    return median([sensor.read_u16() for _ in range(7)])


async def watch(seconds):
    for _ in range(seconds * 10):
        await asyncio.sleep_ms(100)
        light()


async def main():
    task = asyncio.create_task(watch(1))
    print("start:", light())
    await task
    print("end:", light())


asyncio.run(main())
