# mistake: The debounce pause lasts 500 ms, so that releases are seen late.
# line: 22
# names.fr: 500|0,5|0.5|long|50|trop tard|retard ; ms|pause|sleep|rebond|attend|changement
# names.en: 500|0.5|long|50|late|slow ; ms|pause|sleep|bounc|wait|change
from machine import Pin
import asyncio

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)


async def surveiller():
    avant = 1
    while True:
        etat = bouton.value()
        if etat != avant:
            avant = etat
            led.value(1 - etat)
            if etat == 0:
                memoire.value(1 - memoire.value())
            await asyncio.sleep_ms(500)
        await asyncio.sleep_ms(5)


asyncio.run(surveiller())
