# style: table of functions that return the next one, a wrong password ends an attempt early
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
memoire = {"essais": 0, "debut": 0}


def demarrage():
    return arrivee if wlan.isconnected() else essai


def essai():
    memoire["essais"] += 1
    memoire["debut"] = time.ticks_ms()
    wlan.disconnect()
    print("joining")
    wlan.connect(room.ssid, room.wifi_password)
    return attente


def attente():
    passe = time.ticks_diff(time.ticks_ms(), memoire["debut"])
    if wlan.isconnected():
        return arrivee
    refuse = passe > 3000 and wlan.status() == network.STAT_WRONG_PASSWORD
    if passe < 10000 and not refuse:
        return attente
    wlan.disconnect()
    return pause if memoire["essais"] < 5 else fin


def pause():
    passe = time.ticks_diff(time.ticks_ms(), memoire["debut"])
    return pause if passe < 12000 else essai


def arrivee():
    print("joined")
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": memoire["essais"]}))
    client.disconnect()
    return garde


def garde():
    if wlan.isconnected():
        return garde
    print("lost")
    memoire["essais"] = 0
    return essai


def fin():
    print("failed")
    return None


etape = demarrage
while etape:
    etape = etape()
    time.sleep_ms(100)
