# mistake: check_msg stands after the endless loop, not in it, so that no message is ever looked for.
# line: 36
# names.fr: check_msg ; boucle|while|décal|indent|retrait|jamais|après
# names.en: check_msg ; loop|while|indent|never|after
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time

moteur = PWM(Pin(18), freq=50, duty_u16=0)
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)


def obeir(sujet, message):
    try:
        angle = int(message)
    except ValueError:
        angle = -1
    if 0 <= angle <= 180:
        moteur.duty_ns(500000 + angle * 1900000 // 180)
        client.publish(room.topic("angle"), str(angle))


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(obeir)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    time.sleep_ms(20)
client.check_msg()
