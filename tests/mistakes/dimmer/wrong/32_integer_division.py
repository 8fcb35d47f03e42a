# mistake: The share is computed with the integer division //, so it is 0 nearly everywhere and the LED stays off.
# line: 17
# names.fr: //|division entière|entier|divis ; 0|virgule|décimal|float|part|share|éteint
# names.en: //|integer division|whole|divi|floor ; 0|decimal|float|fraction|share|off
import asyncio
from machine import ADC, PWM, Pin


class Dimmer:
    FULL = 65535

    def __init__(self, knob_pin, led_pin):
        self.knob = ADC(Pin(knob_pin), atten=ADC.ATTN_11DB)
        self.led = PWM(Pin(led_pin), freq=2000, duty_u16=0)

    def share(self):
        return self.knob.read_u16() // self.FULL

    async def run(self):
        while True:
            self.led.duty_u16(int(self.share() * self.FULL))
            await asyncio.sleep_ms(30)


asyncio.run(Dimmer(34, 25).run())
