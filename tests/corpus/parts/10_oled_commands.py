# expect: contrast, invert and off by hand; the picture survives
# prints: 1024 lit
# does: shows ssd1306:0x3c {}
from machine import I2C, Pin
from ssd1306 import SSD1306
import time

i2c = I2C(0, scl=Pin(22), sda=Pin(21), freq=400000)
oled = SSD1306(i2c)
for x in range(0, 128, 8):
    oled.fill_rect(x, 0, 1, 64, 1)
oled.show()
for command in (0x81, 0x10, 0xA7, 0xA6, 0xAE, 0xAF):
    i2c.writeto(0x3C, bytes([0x80, command]))
print(sum(oled.pixel(x, y) for x in range(128) for y in range(64)), "lit")
time.sleep_ms(20)
