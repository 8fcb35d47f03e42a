# expect: the colour wheel of courses, three points of it
# prints: (255, 0, 0) (0, 255, 0) (0, 0, 255)
# prints: [(0, 10, 0), (10, 0, 0)]
from machine import Pin
import neopixel


def wheel(position):
    position = position % 256
    if position < 85:
        return 255 - position * 3, position * 3, 0
    if position < 170:
        position -= 85
        return 0, 255 - position * 3, position * 3
    position -= 170
    return position * 3, 0, 255 - position * 3


print(wheel(0), wheel(85), wheel(170))
np = neopixel.NeoPixel(Pin(13), 2)
np[0], np[1] = (0, 10, 0), (10, 0, 0)
np.write()
print([np[i] for i in range(2)])
