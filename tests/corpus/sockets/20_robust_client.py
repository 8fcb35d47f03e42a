# expect: umqtt.robust publishes and listens like simple
# prints: b'1'
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
from umqtt.robust import MQTTClient

client = MQTTClient("robust", "192.168.4.1")
client.set_callback(lambda topic, message: print(message))
client.connect()
client.subscribe(b"lab/echo")
client.publish(b"lab/echo", b"1")
client.wait_msg()
client.disconnect()
