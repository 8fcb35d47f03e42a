import dht, json, network, time
from machine import Pin
from lab import room
from umqtt.simple import MQTTClient

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.isconnected() or wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(10)

c = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
c.connect()
s = dht.DHT22(Pin(15))
next_ms = time.ticks_ms()

while True:
    if time.ticks_diff(time.ticks_ms(), next_ms) < 0:
        time.sleep_ms(1)
        continue
    next_ms = time.ticks_add(time.ticks_ms(), 5000)
    good = True
    try:
        s.measure()
    except (OSError, Exception):
        good = False
    if good:
        c.publish(room.topic("climate").encode(), json.dumps(dict(temperature=s.temperature(), humidity=s.humidity())).encode(), qos=1)
