# expect: parity, stop bits, and bytes written
# prints: 3 2
# prints: UART(1...
from machine import UART

uart = UART(1, baudrate=19200, bits=8, parity=None, stop=1, tx=17, rx=16)
print(uart.write(b"\x01\x02\x03"), uart.write(bytearray(2)))
uart.init(baudrate=38400, bits=7, parity=0, stop=2, tx=17, rx=16)
print(uart)
