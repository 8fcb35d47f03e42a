# expect: an empty 1-Wire bus
# prints: []
# prints: nobody
from machine import Pin
import onewire

bus = onewire.OneWire(Pin(4))
print(bus.scan())
try:
    bus.reset(True)
    print("somebody")
except onewire.OneWireError:
    print("nobody")
