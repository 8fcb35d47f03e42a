# expect: nine bits instead of twelve
# prints: 12 bits 21.3125
# prints: 9 bits 21.0
from machine import Pin
import ds18x20
import onewire
import time

bus = ds18x20.DS18X20(onewire.OneWire(Pin(4)))
rom = bus.scan()[0]
bus.convert_temp()
time.sleep_ms(800)
print("12 bits", bus.read_temp(rom))
bus.write_scratch(rom, b"\x00\x00\x1f")
bus.convert_temp()
time.sleep_ms(120)
raw = bus.read_scratch(rom)
value = (raw[1] << 8 | raw[0]) & ~7
print("9 bits", value / 16)
