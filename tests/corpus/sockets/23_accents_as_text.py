# expect: a text with accents is published with the wrong length
# prints: connected
# ends: error OSError
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
from umqtt.simple import MQTTClient

client = MQTTClient("accents", "192.168.4.1")
client.connect()
print("connected")
# len() counts letters, the packet holds bytes: the next packet no longer begins where the broker looks for it.
client.publish("lab/a", "21.5 °C")
client.sock.settimeout(3)
client.publish("lab/a", "plain", qos=1)
