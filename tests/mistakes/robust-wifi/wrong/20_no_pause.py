# mistake: An attempt of 4 s follows the other at once: they must begin 5 s apart.
# line: 21
# names.fr: pause|5 s|cinq secondes|sleep|espac|5 ; essai|joining|début|commenc|deux
# names.en: pause|5 s|five seconds|sleep|apart|5 ; attempt|joining|begin|start|two
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def chercher():
    for essai in range(1, 6):
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        for _ in range(40):
            time.sleep_ms(100)
            if wlan.isconnected():
                return essai
        wlan.disconnect()
    return None


def dire(essais):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": essais}))
    client.disconnect()


essais = 0 if wlan.isconnected() else chercher()
while essais is not None:
    print("joined")
    dire(essais)
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
    essais = chercher()
print("failed")
