# expect: topics and messages as text and as bytes, accents
# prints: sent
# does: mqtt-publish lab/été {"payload": "21 °C"}
# does: mqtt-publish lab/b {"payload": "x"}
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
from umqtt.simple import MQTTClient

client = MQTTClient(b"both", "192.168.4.1")
client.connect()
client.publish("lab/été".encode(), "21 °C".encode())
client.publish(b"lab/b", "x")
client.disconnect()
print("sent")
