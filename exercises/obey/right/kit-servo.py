# style: the kit's Servo, which refuses what is out of range itself
from lab import room
from machine import Pin
from servo import Servo
from umqtt.simple import MQTTClient
import network
import time

arm = Servo(Pin(18))

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)


def obey(topic, message):
    try:
        arm.turn(int(message))
    except ValueError as problem:
        print("put aside:", problem)
    else:
        client.publish(room.topic("angle"), str(int(message)))


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(obey)
client.connect()
client.subscribe(room.topic("do/angle"), qos=1)
while True:
    client.check_msg()
    time.sleep_ms(50)
