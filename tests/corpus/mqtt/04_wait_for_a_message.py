# expect: wait_msg blocks until one comes; a wildcard
# prints: b'lab/a/light'
# prints: b'lab/b/light'
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient("waiter", "192.168.4.1")
client.set_callback(lambda topic, message: print(topic))
client.connect()
client.subscribe("lab/+/light")
client.wait_msg()
client.wait_msg()
