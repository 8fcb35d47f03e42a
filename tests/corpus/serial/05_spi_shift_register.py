# expect: bytes to a 74HC595 on SPI, latched by a pin
# prints: 1
# prints: 256
# does: pin 15 1
# does: pin 15 0
from machine import Pin, SPI

spi = SPI(1, baudrate=1000000, polarity=0, phase=0, sck=Pin(14), mosi=Pin(13), miso=Pin(12))
latch = Pin(15, Pin.OUT, value=0)
total = 0
for pattern in (0b10101010, 0b01010101, 0b00000001):
    spi.write(bytes([pattern]))
    latch.on()
    latch.off()
    total += pattern
print(pattern)
print(total)
