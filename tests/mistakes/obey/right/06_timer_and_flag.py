# style: Timer that says when to look, table of functions by topic
from lab import room
from machine import PWM, Pin, Timer
from umqtt.simple import MQTTClient
import network
import time

servo = PWM(Pin(18), freq=50, duty_u16=0)
a_regarder = False


def tic(t):
    global a_regarder
    a_regarder = True


def tourner(message):
    try:
        angle = int(message)
    except ValueError:
        return
    if 0 <= angle <= 180:
        servo.duty_ns(500000 + angle * 1900000 // 180)
        client.publish(room.topic("angle"), str(angle))


ACTIONS = {room.topic("do/angle").encode(): tourner}


def recu(sujet, message):
    action = ACTIONS.get(sujet)
    if action:
        action(message)


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(recu)
client.connect()
client.subscribe(room.topic("do/#"))
Timer(0).init(period=30, mode=Timer.PERIODIC, callback=tic)
while True:
    if a_regarder:
        a_regarder = False
        client.check_msg()
    time.sleep_ms(5)
