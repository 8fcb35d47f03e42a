# mistake: write() is missing when the lamp is switched off, so the lights stay lit by day.
# line: 21
# names.fr: write|write()|écri|envoy ; éteint|éteindre|jour|switch_off|reste allum|noir|30000|voit
# names.en: write|write()|writ|sen ; off|out|day|stay lit|black|30000|seen
import time
from machine import ADC, Pin
from neopixel import NeoPixel

NIGHT, DAY = 20000, 30000
eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
strip = NeoPixel(Pin(27), 8)


def switch_on():
    for i in range(len(strip)):
        strip[i] = (80, 80, 20)
    strip.write()


def switch_off():
    strip.fill((0, 0, 0))


lit = False
while True:
    value = eye.read_u16()
    if not lit and value < NIGHT:
        lit = True
        switch_on()
    elif lit and value > DAY:
        lit = False
        switch_off()
    time.sleep(0.2)
