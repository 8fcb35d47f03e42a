# mistake: STA_IF is a name of the module network: network.STA_IF.
# line: 11
# names.fr: sta_if ; network|import|défini|existe|connaît
# names.en: sta_if ; network|import|defin|exist|know
import json
import network
import time
from lab import room
from umqtt.simple import MQTTClient

wifi = network.WLAN(STA_IF)
wifi.active(True)

ESSAIS = 5
DUREE_MS = 10000
PAUSE_MS = 1000


def un_essai():
    print("joining")
    wifi.disconnect()
    wifi.connect(room.ssid, room.wifi_password)
    depart = time.ticks_ms()
    while not wifi.isconnected():
        if time.ticks_diff(time.ticks_ms(), depart) > DUREE_MS:
            wifi.disconnect()
            return False
        time.sleep_ms(100)
    return True


def se_connecter():
    for numero in range(1, ESSAIS + 1):
        if un_essai():
            return numero
        time.sleep_ms(PAUSE_MS)
    return None


n = 0 if wifi.isconnected() else se_connecter()
while n is not None:
    print("joined")
    c = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    c.connect()
    c.publish(room.topic("wifi"), json.dumps({"attempts": n}))
    c.disconnect()
    while wifi.isconnected():
        time.sleep_ms(300)
    print("lost")
    n = se_connecter()
print("failed")
