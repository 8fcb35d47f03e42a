# mistake: The board subscribes to do/+, all orders, and never looks at the topic, so a number on do/speed turns the servo too.
# line: 42
# names.fr: do/+|abonn|subscribe|joker|sujet|topic ; do/angle|do/speed|angle|seul|autre|tous
# names.en: do/+|subscri|wildcard|topic ; do/angle|do/speed|angle|only|other|all
import network
import time
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient

arm = PWM(Pin(18), freq=50, duty_u16=0)
orders = []


def received(topic, message):
    orders.append(message)


def follow(message):
    try:
        angle = int(message)
    except ValueError:
        return False
    if angle < 0 or angle > 180:
        return False
    width_us = 500 + 1900 * angle / 180
    arm.duty_u16(int(width_us / 20000 * 65535))
    client.publish(room.topic("angle"), "%d" % angle)
    return True


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(received)
client.connect()
client.subscribe(room.topic("do/+"))

while True:
    client.check_msg()
    while orders:
        if not follow(orders.pop(0)):
            print("put aside")
    time.sleep_ms(15)
