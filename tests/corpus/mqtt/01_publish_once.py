# expect: a number published as text
# prints: sent
# does: mqtt-publish lab/temperature {"payload": "21.5"}
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient("board", "192.168.4.1")
client.connect()
client.publish("lab/temperature", "21.5")
client.disconnect()
print("sent")
