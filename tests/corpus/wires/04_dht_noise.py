# expect: a blurred answer raises an exception that is no OSError
# prints: checksum error
from machine import Pin
import dht
import time

sensor = dht.DHT22(Pin(15))
time.sleep(2)
try:
    sensor.measure()
    print("good")
except OSError:
    print("silent")
except Exception as error:
    print(error)
