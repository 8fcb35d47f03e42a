# expect: the only sensor leaves the bus
# prints: 19.5
# prints: gone
from machine import Pin
import ds18x20
import onewire
import time

bus = ds18x20.DS18X20(onewire.OneWire(Pin(4)))
(rom,) = bus.scan()
for _ in range(2):
    try:
        bus.convert_temp()
        time.sleep_ms(750)
        print(bus.read_temp(rom))
    except onewire.OneWireError:
        print("gone")
    time.sleep(4)
