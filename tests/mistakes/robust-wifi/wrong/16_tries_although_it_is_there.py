# mistake: A board that is in the network already leaves it and tries anyway, and publishes 1.
# line: 29
# names.fr: déjà|isconnected|y est|dans le réseau ; essay|0|joining|connect|quitte|if
# names.en: already|isconnected|in the network ; tr|0|attempt|joining|connect|leav|if
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def essai():
    print("joining")
    wlan.disconnect()
    wlan.connect(room.ssid, room.wifi_password)
    for i in range(100):
        time.sleep_ms(100)
        if wlan.isconnected():
            return True
    wlan.disconnect()
    return False


while True:
    nombre = 1
    while not essai():
        nombre += 1
        if nombre > 5:
            break
        time.sleep(5)
    if nombre > 5:
        break
    print("joined")
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": nombre}))
    client.disconnect()
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
print("failed")
