# expect: one decimal, also when it freezes
# prints: -7.5 C 88.2 %
from machine import Pin
import dht
import time

sensor = dht.DHT22(Pin(15))
time.sleep(2)
sensor.measure()
print("%.1f C %.1f %%" % (sensor.temperature(), sensor.humidity()))
