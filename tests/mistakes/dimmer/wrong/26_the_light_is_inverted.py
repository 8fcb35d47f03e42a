# mistake: The light is inverted.
# line: 15
# names.fr: envers|contraire|inverse|65535 -
# names.en: invert|opposite|backwards|wrong way|65535 -
import asyncio
from machine import ADC, PWM, Pin

class Variateur:
    def __init__(self):
        self.entree = ADC(Pin(34), atten=ADC.ATTN_11DB)
        self.sortie = PWM(Pin(25), freq=1000, duty_u16=0)

    async def tourner(self):
        while True:
            self.sortie.duty_u16(65535 - self.entree.read_u16())
            await asyncio.sleep_ms(50)

asyncio.run(Variateur().tourner())
