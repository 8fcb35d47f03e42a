# style: microvolts of the calibrated converter, thresholds in millivolts
from machine import ADC, Pin
from neopixel import NeoPixel
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = NeoPixel(Pin(27), 8)
low_mv, high_mv = (limit * 3300 // 65535 for limit in (20000, 30000))
lit = 0

while True:
    mv = eye.read_uv() // 1000
    lit = 1 if mv < low_mv else 0 if mv > high_mv else lit
    lamp.fill((70 * lit, 40 * lit, 0))
    lamp.write()
    time.sleep(0.25)
