# style: waits for messages, digits looked at one by one
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

servo = PWM(Pin(18))
servo.freq(50)


def angle_of(message):
    if len(message) == 0 or len(message) > 3:
        return None
    total = 0
    for byte in message:
        if byte < 48 or byte > 57:
            return None
        total = total * 10 + byte - 48
    return total if total <= 180 else None


def received(topic, message):
    angle = angle_of(message)
    if angle is not None:
        servo.duty_ns(500_000 + angle * 1_900_000 // 180)
        client.publish(topic.replace(b"/do/", b"/"), message)


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(received)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.wait_msg()
