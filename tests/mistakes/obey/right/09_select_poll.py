# style: select.poll on the connection, answer sent by the loop
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import select
import time

DIGITS = b"0123456789"

servo = PWM(Pin(18), freq=50, duty_u16=0)
answers = []


def parse(message):
    if not 1 <= len(message) <= 3:
        return -1
    number = 0
    for byte in message:
        place = DIGITS.find(bytes([byte]))
        if place < 0:
            return -1
        number = number * 10 + place
    return number if number <= 180 else -1


def received(topic, message):
    angle = parse(message)
    if angle >= 0:
        servo.duty_ns(500000 + angle * 1900000 // 180)
        answers.append(angle)


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(received)
client.connect()
client.subscribe(room.topic("do/angle"))
poller = select.poll()
poller.register(client.sock, select.POLLIN)
while True:
    if poller.poll(200):
        client.check_msg()
    while answers:
        client.publish(room.topic("angle"), str(answers.pop(0)))
