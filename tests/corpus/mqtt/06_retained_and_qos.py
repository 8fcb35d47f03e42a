# expect: a kept message reaches who subscribes later
# prints: b'kept'
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
a = MQTTClient("a", "192.168.4.1")
a.connect()
a.publish("lab/state", "kept", retain=True, qos=1)
a.disconnect()
b = MQTTClient("b", "192.168.4.1")
b.set_callback(lambda topic, message: print(message))
b.connect()
b.subscribe("lab/state")
b.wait_msg()
b.disconnect()
