# Publishes and subscribes to topics that no broker takes. On: climate. Ends: finished. Hint: wrong-topic.
from lab import room
import network
import time
from umqtt.simple import MQTTClient

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
for topic in ("", "#", "+", "a/#/b", "\x00", "x" * 1024, "x" * 1025, "x" * 20000, "$SYS/x", "/", "/" * 1000, "\ufffe", b"\xff\xfe", "room/+"):
    for act in (lambda topic: client.publish(topic, b"\x00\xff" * 100), client.subscribe):
        try:
            client = MQTTClient("b", room.broker, room.port, room.user, room.password)
            client.connect()
            client.set_callback(print)
            act(topic)
        except Exception:
            pass
        try:
            client.disconnect()
        except Exception:
            pass
