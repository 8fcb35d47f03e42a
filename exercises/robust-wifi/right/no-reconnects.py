# style: the driver is told not to try again by itself, so an attempt is over before `disconnect()`
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.config(reconnects=0)


def publier(nombre):
    for _ in range(5):
        try:
            client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
            client.connect()
            client.publish(room.topic("wifi"), json.dumps({"attempts": nombre}))
            client.disconnect()
            return
        except OSError:
            time.sleep_ms(500)


def rejoindre():
    for essai in range(1, 6):
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        debut = time.ticks_ms()
        while time.ticks_diff(time.ticks_ms(), debut) < 10000:
            if wlan.isconnected():
                return essai
            time.sleep_ms(100)
        wlan.disconnect()
        time.sleep(1)
    return None


essais = 0
if not wlan.isconnected():
    essais = rejoindre()

while essais is not None:
    print("joined")
    publier(essais)
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
    essais = rejoindre()

print("failed")
