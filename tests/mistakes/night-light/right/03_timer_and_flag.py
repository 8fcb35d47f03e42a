# style: Timer that sets a flag, main loop that works
from machine import ADC, Pin, Timer
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
is_due = True
colour = (0, 0, 0)


def tick(timer):
    global is_due
    is_due = True


timer = Timer(0)
timer.init(period=100, mode=Timer.PERIODIC, callback=tick)
while True:
    if is_due:
        is_due = False
        light = eye.read_u16()
        if light < 20000:
            colour = (0, 60, 60)
        elif light > 30000:
            colour = (0, 0, 0)
        lamp.fill(colour)
        lamp.write()
    time.sleep_ms(5)
