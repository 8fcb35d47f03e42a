# expect: the display of 32 lines, a value that changes
# prints: 3
# does: shows ssd1306:0x3c {}
# does: shows ssd1306:0x3c {}
# does: shows ssd1306:0x3c {}
from machine import SoftI2C, Pin
from ssd1306 import SSD1306
import time

oled = SSD1306(SoftI2C(scl=Pin(22), sda=Pin(21)), height=32)
for n in range(3):
    oled.fill(0)
    oled.text("n = %d" % n, 0, 12)
    oled.show()
    time.sleep_ms(300)
print(n + 1)
