# expect: an ESP32 has three
# prints: ValueError
# ends: error ValueError
from machine import UART

try:
    UART(3, 9600)
except ValueError:
    print("ValueError")
UART(-1, 9600)
