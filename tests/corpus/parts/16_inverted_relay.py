# expect: a relay module that closes at 0
# prints: 1 0
# does: shows relay:26 {"is_closed": true}
# does: shows relay:26 {"is_closed": false}
from machine import Pin, Signal
import time

pin = Pin(26, Pin.OUT, value=1)
relay = Signal(pin, invert=True)
time.sleep_ms(100)
relay.on()
time.sleep(1)
state = relay.value()
relay.off()
time.sleep_ms(100)
print(state, relay.value())
