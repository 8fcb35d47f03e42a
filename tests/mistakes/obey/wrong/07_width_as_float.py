# mistake: The width of the pulse is a float, and duty_ns wants an integer.
# line: 16
# names.fr: duty_ns ; entier|int(|//|float|flottant|décimal|virgule
# names.en: duty_ns ; integer|whole|int(|//|float|decimal
import network
import time
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient

servo = PWM(Pin(18), freq=50, duty_u16=0)


def turn(angle):
    width = 500000 + angle * 1900000 / 180
    servo.duty_ns(width)


def received(topic, message):
    try:
        angle = int(message)
    except ValueError:
        return
    if not 0 <= angle <= 180:
        return
    turn(angle)
    client.publish(room.topic("angle"), "%d" % angle)


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(50)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(received)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.check_msg()
    time.sleep_ms(40)
