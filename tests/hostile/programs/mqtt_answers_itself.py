# Publishes two messages for each one it receives. On: climate. Ends: deadline. Hint: wrong-topic.
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
def again(topic, message):
    client.publish("a", "x", qos=0)
    client.publish("a", "x", qos=0)


client.set_callback(again)
client.subscribe("a")
client.publish("a", "x")
while True:
    client.check_msg()
