# expect: readinto, write_readinto and their lengths
# prints: 4
# prints: ValueError
# prints: None
from machine import Pin, SPI

spi = SPI(2, 500000, sck=Pin(18), mosi=Pin(23), miso=Pin(19))
data = spi.read(4)
print(len(data))
try:
    spi.write_readinto(b"abc", bytearray(2))
    print("taken")
except ValueError:
    print("ValueError")
print(spi.write_readinto(b"ab", bytearray(2)))
spi.deinit()
