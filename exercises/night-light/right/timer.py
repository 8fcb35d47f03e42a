# style: timer and micropython.schedule
from machine import ADC, Pin, Timer
from neopixel import NeoPixel
import micropython
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
state = {"lit": False}


def look(_):
    light = eye.read_u16()
    if light < 20000:
        state["lit"] = True
    if light > 30000:
        state["lit"] = False
    lamp.fill((90, 60, 20) if state["lit"] else (0, 0, 0))
    lamp.write()


timer = Timer(0)
timer.init(period=200, mode=Timer.PERIODIC, callback=lambda _: micropython.schedule(look, None))
while True:
    time.sleep(1)
