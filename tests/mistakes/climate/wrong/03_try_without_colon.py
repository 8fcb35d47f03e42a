# mistake: The try line lacks its colon.
# line: 23
# names.fr: deux-points|deux points|« : »|":"|`:`|« : »|« : » ; try|ligne|fin
# names.en: colon|":"|`:`|':' ; try|line|end
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    pass
client = MQTTClient("sam", "192.168.4.1")
client.connect()

next_time = time.ticks_ms()
while True:
    try
        sensor.measure()
        client.publish("room/climate", json.dumps({"temperature": sensor.temperature(), "humidity": sensor.humidity()}))
    except Exception:
        print("no reading")
    next_time = time.ticks_add(next_time, 5000)
    time.sleep_ms(time.ticks_diff(next_time, time.ticks_ms()))
