# style: one-shot Timer as the limit of an attempt, flag in a list
from lab import room
from machine import Timer
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
reveil = Timer(0)
sonne = [False]


def sonner(t):
    sonne[0] = True


def regler(ms):
    sonne[0] = False
    reveil.init(mode=Timer.ONE_SHOT, period=ms, callback=sonner)


def rejoindre():
    essai = 0
    while essai < 5:
        essai += 1
        wlan.disconnect()
        print("joining")
        wlan.connect(room.ssid, room.wifi_password)
        regler(10000)
        while not sonne[0]:
            if wlan.isconnected():
                reveil.deinit()
                return essai
            time.sleep_ms(100)
        wlan.disconnect()
        regler(3000 if essai < 5 else 1)
        while not sonne[0]:
            time.sleep_ms(100)
    return None


def publier(essais):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": essais}), qos=1)
    client.disconnect()


essais = 0
if not wlan.isconnected():
    essais = rejoindre()
while essais is not None:
    print("joined")
    publier(essais)
    while wlan.isconnected():
        time.sleep_ms(100)
    print("lost")
    essais = rejoindre()
print("failed")
