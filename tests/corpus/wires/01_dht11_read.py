# expect: temperature and humidity, whole numbers
# prints: 23 C 41 %
from machine import Pin
import dht
import time

sensor = dht.DHT11(Pin(4))
time.sleep(1)
sensor.measure()
print(sensor.temperature(), "C", sensor.humidity(), "%")
