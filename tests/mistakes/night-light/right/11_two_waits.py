from machine import ADC, Pin
from neopixel import NeoPixel
import time

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)


def paint(colour):
    lamp.fill(colour)
    lamp.write()


def wait_for_night():
    while sensor.read_u16() >= 20000:
        time.sleep_ms(50)


def wait_for_day():
    while sensor.read_u16() <= 30000:
        time.sleep_ms(50)


paint((0, 0, 0))
while True:
    wait_for_night()
    paint((70, 30, 5))
    wait_for_day()
    paint((0, 0, 0))
