# style: umqtt.robust, duty() of ten bits, states in a dictionary
from lab import room
from machine import PWM, Pin
from umqtt.robust import MQTTClient
import network
import time

etat = {"angle": None, "a_dire": False}
servo = PWM(Pin(18), freq=50, duty=0)


def ecouter(sujet, message):
    try:
        voulu = int(message)
    except ValueError:
        return
    if 0 <= voulu <= 180:
        etat["angle"] = voulu
        etat["a_dire"] = True
        servo.duty(round((500 + 1900 * voulu / 180) * 1024 / 20000))


def dire(client):
    if etat["a_dire"]:
        etat["a_dire"] = False
        client.publish(room.topic("angle"), "{}".format(etat["angle"]))


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(ecouter)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.check_msg()
    dire(client)
    time.sleep_ms(20)
