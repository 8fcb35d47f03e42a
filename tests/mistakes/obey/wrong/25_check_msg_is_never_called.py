# mistake: check_msg() is never called.
# line: 41
# names.fr: check_msg
# names.en: check_msg
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


def tourner(angle):
    largeur = 500000 + angle * (2400000 - 500000) // 180
    servo.duty_ns(largeur)


def obeir(sujet, message):
    try:
        angle = int(message)
    except ValueError:
        return
    if angle < 0 or angle > 180:
        return
    tourner(angle)
    client.publish(room.topic("angle"), str(angle))


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(obeir)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    time.sleep_ms(20)
