# expect: a relay driven with hysteresis by a DS18B20
# prints: heat on
# prints: heat off
# prints: heat on
# does: shows relay:26 {"is_closed": true}
# does: shows relay:26 {"is_closed": false}
# does: shows relay:26 {"is_closed": true}
# ends: runs
from machine import Pin
import ds18x20
import onewire
import time

relay = Pin(26, Pin.OUT, value=0)
bus = ds18x20.DS18X20(onewire.OneWire(Pin(4)))
rom = bus.scan()[0]
while True:
    bus.convert_temp()
    time.sleep_ms(750)
    t = bus.read_temp(rom)
    if t < 19 and not relay.value():
        relay.on()
        print("heat on")
    elif t > 21 and relay.value():
        relay.off()
        print("heat off")
