# expect: a sensor's value on a display with two lines
# prints: 2
# does: shows lcd1602:0x27 {"text": "Salon\n20.5 \u00b0C"}
# does: shows lcd1602:0x27 {"text": "Salon\n24.0 \u00b0C"}
from lcd1602 import LCD1602
from machine import I2C, Pin
from sht31 import SHT31
import time

i2c = I2C(0, scl=Pin(22), sda=Pin(21), freq=100000)
lcd, sensor = LCD1602(i2c), SHT31(i2c)
for n in range(2):
    lcd.show("Salon", "%.1f °C" % sensor.read().temperature_c)
    time.sleep(4)
print(n + 1)
