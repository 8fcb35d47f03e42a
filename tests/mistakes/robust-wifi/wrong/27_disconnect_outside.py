# mistake: wlan.disconnect() stands after the loop of attempts instead of inside it, so the second connect() is an error.
# line: 40
# names.fr: disconnect|déconnect|quitter ; boucle|for|indent|décal|retrait|chaque essai|avant|connect()
# names.en: disconnect|disconnect()|leave ; loop|for|indent|each attempt|every attempt|between|before|connect()
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def publier(nombre):
    c = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    c.connect()
    c.publish(room.topic("wifi"), json.dumps({"attempts": nombre}))
    c.disconnect()


def attendre_reseau(ms):
    debut = time.ticks_ms()
    while time.ticks_diff(time.ticks_ms(), debut) < ms:
        if wlan.isconnected():
            return True
        time.sleep_ms(100)
    return wlan.isconnected()


def rejoindre():
    if wlan.isconnected():
        return 0
    for essai in range(1, 6):
        print("joining")
        wlan.connect(room.ssid, room.wifi_password)
        if attendre_reseau(9800):
            return essai
        time.sleep(1)
    wlan.disconnect()
    return None


while True:
    essais = rejoindre()
    if essais is None:
        print("failed")
        break
    print("joined")
    publier(essais)
    while wlan.isconnected():
        time.sleep_ms(250)
    print("lost")
    wlan.disconnect()
    time.sleep(5)
