# expect: a reading that fails for a while
# prints: ok
# prints: ok
# prints: failed
# prints: failed
# prints: ok
from machine import Pin
import dht
import time

sensor = dht.DHT22(Pin(15))
for _ in range(5):
    time.sleep(2.5)
    try:
        sensor.measure()
        print("ok")
    except OSError:
        print("failed")
