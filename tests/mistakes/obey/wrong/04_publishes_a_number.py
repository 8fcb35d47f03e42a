# mistake: publish gets a number instead of a text.
# line: 33
# names.fr: publish|publi ; str(|texte|chaîne|nombre|entier
# names.en: publish ; str(|text|string|number|integer
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
    largeur = 500000 + angle * 1900000 // 180
    servo.duty_ns(largeur)


def obeir(sujet, message):
    try:
        angle = int(message)
    except ValueError:
        print("pas un nombre")
    else:
        if angle in range(181):
            tourner(angle)
            client.publish(room.topic("angle"), angle)


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(obeir)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.check_msg()
    time.sleep_ms(30)
