# expect: two sensors on one wire, told apart by their number
# prints: 2 sensors
# prints: 40 40
# prints: ['-3.5', '21.25']
from machine import Pin
import ds18x20
import onewire
import time

bus = ds18x20.DS18X20(onewire.OneWire(Pin(4)))
roms = bus.scan()
print(len(roms), "sensors")
print(*[rom[0] for rom in roms])
bus.convert_temp()
time.sleep_ms(750)
print(sorted("%g" % bus.read_temp(rom) for rom in roms))
