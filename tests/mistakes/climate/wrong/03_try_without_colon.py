# mistake: The try line lacks its colon.
# line: 25
# names.fr: deux-points|deux points|« : »|":"|`:`|« : »|« : » ; try|ligne|fin
# names.en: colon|":"|`:`|':' ; try|line|end
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    pass
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()

next_time = time.ticks_ms()
while True:
    try
        sensor.measure()
        said = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
        client.publish(room.topic("climate"), json.dumps(said))
    except Exception:
        print("no reading")
    next_time = time.ticks_add(next_time, 5000)
    time.sleep_ms(time.ticks_diff(next_time, time.ticks_ms()))
