# expect: colours of a strip, read back, shown by write
# does: shows neopixel:5 {"colours": [[255, 0, 0], [0, 255, 0], [0, 0, 255], [0, 0, 0]]}
# does: shows neopixel:5 {"colours": [[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]}
# prints: (255, 0, 0) 4 bytearray(b'\x00\xff\x00')
# prints: (0, 0, 0)
from machine import Pin
from neopixel import NeoPixel
import time

strip = NeoPixel(Pin(5), 4)
strip[0] = (255, 0, 0)
strip[1] = (0, 255, 0)
strip[2] = (0, 0, 255)
strip.write()
print(strip[0], len(strip), strip.buf[:3])
time.sleep_ms(500)
strip.fill((0, 0, 0))
strip.write()
print(strip[1])
