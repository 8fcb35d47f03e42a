# expect: a line of text and a frame on an OLED
# prints: 1 0
# prints: True
# does: shows ssd1306:0x3c {}
from machine import I2C, Pin
from ssd1306 import SSD1306

oled = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
oled.fill(0)
oled.rect(0, 0, 128, 64, 1)
oled.text("Bonjour", 10, 20, 1)
oled.show()
print(oled.pixel(0, 0), oled.pixel(5, 5))
lit = sum(oled.pixel(x, y) for x in range(10, 66) for y in range(20, 28))
print(50 < lit < 300)
