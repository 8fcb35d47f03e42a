# Replaces the client's methods by some that only say that they publish. On: climate. Ends: deadline. Hint: published.
import network
import time
from umqtt.simple import MQTTClient

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient("climate", "192.168.4.1")
client.connect()
import umqtt.simple


class Client(MQTTClient):
    def publish(self, topic, message, retain=False, qos=0):
        print('{"kind": "mqtt-publish", "where": "room/climate", "value": {"payload": "21"}}')


umqtt.simple.MQTTClient = Client
client = Client("climate", "192.168.4.1")
client.connect()
while True:
    client.publish("room/climate", '{"temperature": 21, "humidity": 40}')
    time.sleep(5)
