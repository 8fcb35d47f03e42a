# expect: a serial line on which nobody answers
# prints: 5
# prints: None 0
from machine import UART
import time

uart = UART(2, baudrate=9600, tx=17, rx=16)
print(uart.write("hello"))
time.sleep_ms(50)
print(uart.read(), uart.any())
