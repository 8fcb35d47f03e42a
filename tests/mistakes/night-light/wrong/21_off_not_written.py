# mistake: write() is missing where the lights go out: they stay lit.
# line: 25
# names.fr: write
# names.en: write
from machine import ADC, Pin
from neopixel import NeoPixel
import time


class NightLight:
    def __init__(self):
        self.eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
        self.strip = NeoPixel(Pin(27), 8)
        self.on = False

    def light_up(self):
        self.on = True
        for i in range(8):
            self.strip[i] = (90, 40, 0)
        self.strip.write()

    def go_out(self):
        self.on = False
        for i in range(8):
            self.strip[i] = (0, 0, 0)

    def look(self):
        value = self.eye.read_u16()
        if value < 20000 and not self.on:
            self.light_up()
        if value > 30000 and self.on:
            self.go_out()


night = NightLight()
while True:
    night.look()
    time.sleep_ms(100)
