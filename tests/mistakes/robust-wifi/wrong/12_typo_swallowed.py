# mistake: An except with pass hides that room has no brocker, so that no message ever leaves.
# line: 17
# names.fr: except|erreur|brocker ; brocker|broker|cache|avale|ignor|masqu|tait|nom
# names.en: except|error|brocker ; brocker|broker|hid|swallow|ignor|silen|name
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def envoyer(essais):
    try:
        client = MQTTClient(room.client_id, room.brocker, room.port, room.user, room.password)
        client.connect()
        client.publish(room.topic("wifi"), json.dumps({"attempts": essais}))
        client.disconnect()
    except Exception:
        pass


def rejoindre():
    for essai in range(1, 6):
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        limite = time.time() + 10
        while time.time() < limite:
            if wlan.isconnected():
                return essai
            time.sleep_ms(100)
        wlan.disconnect()
        time.sleep(1)
    return None


essais = 0 if wlan.isconnected() else rejoindre()
while essais is not None:
    print("joined")
    envoyer(essais)
    while wlan.isconnected():
        time.sleep_ms(500)
    print("lost")
    essais = rejoindre()
print("failed")
