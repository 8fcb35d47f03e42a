# expect: publish and subscribe to the same topic, JSON inside
# prints: 1 True
# prints: 2
from umqtt.simple import MQTTClient
import json
import network
import time

received = []


def arrived(topic, message):
    received.append(json.loads(message))


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient("mirror", "192.168.4.1", keepalive=30)
client.set_callback(arrived)
client.connect()
client.subscribe("lab/mirror")
for n in (1, 2):
    client.publish("lab/mirror", json.dumps({"n": n, "ok": n == 1}))
while len(received) < 2:
    client.check_msg()
    time.sleep_ms(50)
first = received[0]
print(first["n"], first["ok"])
print(received[1]["n"])
