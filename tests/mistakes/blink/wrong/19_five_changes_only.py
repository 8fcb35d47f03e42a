# mistake: The LED changes state five times, which makes two and a half flashes.
# line: 12
# names.fr: 5|cinq|10|dix|deux ; change|bascul|invers|fois|tours|range|allum|éteint
# names.en: 5|five|10|ten|two ; change|toggl|invert|times|turns|range|on|off
import asyncio
from machine import Pin

led = Pin(2, Pin.OUT, value=0)


async def clignoter():
    for _ in range(5):
        led.value(not led.value())
        await asyncio.sleep_ms(500)


asyncio.run(clignoter())
