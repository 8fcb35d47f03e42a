import asyncio
from machine import ADC, Pin
from neopixel import NeoPixel


class Hysteresis:
    """Vrai sous le seuil bas, faux au-dessus du seuil haut, sinon inchangé."""

    def __init__(self, bas, haut):
        self.bas = bas
        self.haut = haut
        self.etat = False

    def mettre_a_jour(self, valeur):
        if valeur < self.bas:
            nouveau = True
        elif valeur > self.haut:
            nouveau = False
        else:
            nouveau = self.etat
        change = nouveau != self.etat
        self.etat = nouveau
        return change


async def main():
    oeil = ADC(Pin(35), atten=ADC.ATTN_11DB)
    lampe = NeoPixel(Pin(27), 8)
    nuit = Hysteresis(20000, 30000)
    while True:
        if nuit.mettre_a_jour(oeil.read_u16()):
            lampe.fill((30, 30, 80) if nuit.etat else (0, 0, 0))
            lampe.write()
        await asyncio.sleep_ms(150)


asyncio.run(main())
