# expect: a second reading at once
# prints: first 22.0
# prints: told
from machine import Pin
import dht
import time

sensor = dht.DHT22(Pin(15))
time.sleep(2)
sensor.measure()
print("first %.1f" % sensor.temperature())
try:
    sensor.measure()
    # Some repeat their last value, some do not answer.
except OSError:
    pass
print("told")
