import asyncio
import json
from machine import ADC, Pin

probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    span = wet - dry
    if span == 0:
        return None
    done = raw - dry
    if span < 0:
        span, done = -span, -done
    if done < 0:
        done = 0
    elif done > span:
        done = span
    return done / span * 100


def moisture():
    points = None
    try:
        file = open("calibration.json")
        points = json.load(file)
    finally:
        file.close()
    return percent(probe.read_u16(), **{"dry": points["dry"], "wet": points["wet"]})


async def main():
    for _ in range(3):
        print(moisture())
        await asyncio.sleep(1)


asyncio.run(main())
