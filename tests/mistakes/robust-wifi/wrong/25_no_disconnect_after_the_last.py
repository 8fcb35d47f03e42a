# mistake: No disconnect after the last attempt: the Wi-Fi goes on trying after failed.
# line: 34
# names.fr: disconnect
# names.en: disconnect
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def publier(essais):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": essais}))
    client.disconnect()


def rejoindre():
    if wlan.isconnected():
        return 0
    for essai in range(1, 6):
        wlan.disconnect()
        print("joining")
        debut = time.ticks_ms()
        wlan.connect(room.ssid, room.wifi_password)
        while time.ticks_diff(time.ticks_ms(), debut) < 10000:
            if wlan.isconnected():
                return essai
            time.sleep_ms(100)
        time.sleep(2)
    return None


while True:
    nombre = rejoindre()
    if nombre is None:
        print("failed")
        break
    print("joined")
    publier(nombre)
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
