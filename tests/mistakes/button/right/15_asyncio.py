import asyncio
from machine import Pin


class Bouton:
    def __init__(self, broche):
        self.broche = Pin(broche, Pin.IN, Pin.PULL_UP)

    def enfonce(self):
        return self.broche.value() == 0

    async def attendre(self, voulu):
        while self.enfonce() != voulu:
            await asyncio.sleep_ms(4)


async def main():
    bouton = Bouton(18)
    suit = Pin(2, Pin.OUT, value=0)
    memo = Pin(4, Pin.OUT, value=0)
    allume = False
    while True:
        await bouton.attendre(True)
        allume = not allume
        suit.on()
        memo.value(allume)
        await asyncio.sleep_ms(35)      # rebonds de l'appui
        await bouton.attendre(False)
        suit.off()
        await asyncio.sleep_ms(35)      # rebonds du relâchement


asyncio.run(main())
