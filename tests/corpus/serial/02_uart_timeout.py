# expect: readline waits as long as its timeout says
# prints: None
# prints: True
from machine import Pin, UART
import time

uart = UART(1, 115200, tx=Pin(4), rx=Pin(5), timeout=300)
start = time.ticks_ms()
print(uart.readline())
waited = time.ticks_diff(time.ticks_ms(), start)
print(280 <= waited <= 400)
