# expect: the light switched off and on again, letters kept
# prints: done
# does: shows lcd1602:0x27 {"is_lit": true}
# does: shows lcd1602:0x27 {"is_lit": false}
# does: shows lcd1602:0x27 {"is_lit": true}
from lcd1602 import LCD1602
from machine import I2C, Pin
import time

lcd = LCD1602(I2C(0, scl=Pin(22), sda=Pin(21)))
lcd.show("Bonjour")
for state in (False, True):
    time.sleep(1)
    lcd.light(state)
time.sleep(1)
print("done")
