# expect: text on a 16x2 display, then a counter
# does: shows lcd1602:0x27 {}
# prints: shown
from lcd1602 import LCD1602
from machine import I2C, Pin
import time

lcd = LCD1602(I2C(0, scl=Pin(22), sda=Pin(21), freq=100000))
lcd.show("Temperature", "21.5 C")
time.sleep(1)
for n in range(3):
    lcd.text("%d" % n, 15, 1)
    time.sleep_ms(200)
try:
    lcd.text("x", 16, 0)
except ValueError:
    print("shown")
