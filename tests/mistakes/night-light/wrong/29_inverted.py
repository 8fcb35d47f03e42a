# mistake: The comparisons are the wrong way round: the lamp is lit above 30000, by day, and goes out below 20000, at night.
# line: 22
# names.fr: invers|à l'envers|contraire|échang|sens|plus petit ; nuit|jour|30000|20000|sombre|clair
# names.en: invert|wrong way|revers|swap|opposite|contrary|smaller|less than ; night|day|30000|20000|dark|bright
from machine import ADC, Pin
from neopixel import NeoPixel
import asyncio


class NightLight:
    def __init__(self):
        self.eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
        self.lamp = NeoPixel(Pin(27), 8)
        self.lit = False

    def show(self):
        self.lamp.fill((50, 30, 5) if self.lit else (0, 0, 0))
        self.lamp.write()

    def decide(self):
        darkness = self.eye.read_u16()
        if darkness > 30000:
            self.lit = True
        elif darkness < 20000:
            self.lit = False

    async def run(self):
        while True:
            self.decide()
            self.show()
            await asyncio.sleep_ms(300)


asyncio.run(NightLight().run())
