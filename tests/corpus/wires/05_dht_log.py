# expect: five readings in a row every 2 s, with their mean
# prints: 5 readings, mean 21.0
from machine import Pin
import dht
import time

sensor = dht.DHT22(Pin(15))
values = []
for _ in range(5):
    time.sleep_ms(2200)
    sensor.measure()
    values.append(sensor.temperature())
print("%d readings, mean %.1f" % (len(values), sum(values) / len(values)))
