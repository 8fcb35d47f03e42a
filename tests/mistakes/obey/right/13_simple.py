from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time

servo = PWM(Pin(18), freq=50, duty_u16=0)

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)


def obey(topic, message):
    try:
        angle = int(message)
    except ValueError:
        return
    if 0 <= angle <= 180:
        servo.duty_ns(500000 + angle * 1900000 // 180)
        client.publish(room.topic("angle"), str(angle))


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(obey)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.check_msg()
    time.sleep_ms(20)
