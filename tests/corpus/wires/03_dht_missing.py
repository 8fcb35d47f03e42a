# expect: no sensor on the pin: ETIMEDOUT
# prints: 116
# ends: error OSError
from machine import Pin
import dht
import errno

sensor = dht.DHT22(Pin(15))
try:
    sensor.measure()
except OSError as error:
    print(error.errno)
    assert error.errno == errno.ETIMEDOUT
sensor.measure()
