# mistake: asyncio.sleep counts seconds, so sleep(500) keeps the LED on for more than eight minutes; sleep_ms(500) or 0.5 is meant.
# line: 15
# names.fr: seconde|sleep_ms|milliseconde|0.5|0,5|unité ; 500|sleep|attente|durée|longtemps
# names.en: second|sleep_ms|millisecond|0.5|unit ; 500|sleep|wait|long|duration
import asyncio
from machine import Pin

led = Pin(2, Pin.OUT, value=0)
TIMES = 5


async def blink(n):
    while n > 0:
        led.on()
        await asyncio.sleep(500)
        led.off()
        await asyncio.sleep_ms(500)
        n -= 1


async def main():
    await blink(TIMES)


asyncio.run(main())
