# style: asyncio, some samples, then the end
import asyncio
import json
from machine import ADC, Pin

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if wet == dry:
        return None
    if dry < wet:
        raw = max(dry, min(wet, raw))
    else:
        raw = max(wet, min(dry, raw))
    return 100 * (raw - dry) / (wet - dry)


def moisture():
    with open("calibration.json") as file:
        points = json.load(file)
    return percent(probe.read_u16(), points["dry"], points["wet"])


async def show(times):
    for _ in range(times):
        print("moisture", moisture())
        await asyncio.sleep_ms(200)


asyncio.run(show(5))
