# expect: what the broker says when a board disappears
# prints: connected
# does: mqtt-will late {"topic": "lab/late/state", "payload": "offline"}
# ends: runs
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
from umqtt.simple import MQTTClient

client = MQTTClient("late", "192.168.4.1", keepalive=5)
client.set_last_will("lab/late/state", "offline", retain=True)
client.connect()
print("connected")
while True:
    try:
        client.ping()
        client.check_msg()
    except OSError:
        pass
    time.sleep(2)
