# Replaces the client's methods by some that only say that they publish. On: climate. Ends: deadline. Hint: published.
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
import umqtt.simple


class Client(MQTTClient):
    def publish(self, topic, message, retain=False, qos=0):
        print('{"kind": "mqtt-publish", "where": "room/climate", "value": {"payload": "21"}}')


umqtt.simple.MQTTClient = Client
client = Client(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
while True:
    client.publish(room.topic("climate"), '{"temperature": 21, "humidity": 40}')
    time.sleep(5)
