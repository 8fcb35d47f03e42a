# style: generator of good orders, closures
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time


def whole_number(message, most):
    try:
        number = int(message)
    except ValueError:
        return None
    return number if 0 <= number <= most else None


def orders(client, topic):
    arrived = []
    client.set_callback(lambda topic, message: arrived.append(message))
    client.connect()
    client.subscribe(topic)
    while True:
        client.check_msg()
        for message in arrived:
            angle = whole_number(message, 180)
            if angle is not None:
                yield angle
        arrived.clear()
        time.sleep_ms(20)


def wifi():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(250)


wifi()
servo = PWM(Pin(18), freq=50, duty_u16=0)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
for angle in orders(client, room.topic("do/angle")):
    servo.duty_ns(500000 + angle * 1900000 // 180)
    client.publish(room.topic("angle"), str(angle))
