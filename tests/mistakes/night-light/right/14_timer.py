from machine import ADC, Pin, Timer
from neopixel import NeoPixel

N = 8
eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
strip = NeoPixel(Pin(27), N)
lit = False


def paint(colour):
    for i in range(N):
        strip[i] = colour
    strip.write()


def look(timer):
    global lit
    value = eye.read_u16()
    if lit and value > 30000:
        lit = False
        paint((0, 0, 0))
    elif not lit and value < 20000:
        lit = True
        paint((100, 0, 30))


paint((0, 0, 0))
timer = Timer(0)
timer.init(period=300, mode=Timer.PERIODIC, callback=look)
