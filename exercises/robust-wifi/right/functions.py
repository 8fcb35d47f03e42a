# style: small functions, try and finally, French names, more lines printed
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def attendre(secondes):
    for _ in range(secondes * 5):
        if wlan.isconnected():
            return True
        time.sleep_ms(200)
    return False


def un_essai():
    print("joining")
    print("(essai de rejoindre le réseau)")
    wlan.connect(room.ssid, room.wifi_password)
    reussi = False
    try:
        reussi = attendre(10)
    finally:
        if not reussi:
            wlan.disconnect()
    return reussi


def chercher():
    essais = 0
    while essais < 5:
        essais = essais + 1
        if un_essai():
            return essais
        time.sleep(2)
    return -1


def raconter(essais):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    try:
        client.publish(room.topic("wifi"), json.dumps({"attempts": essais}))
    finally:
        client.disconnect()


essais = 0
if not wlan.isconnected():
    essais = chercher()
while essais >= 0:
    print("joined")
    raconter(essais)
    while wlan.isconnected():
        time.sleep(1)
    print("lost")
    wlan.disconnect()
    essais = chercher()
print("failed")
