# mistake: After a loss the counter of attempts goes on instead of starting again at zero.
# line: 18
# names.fr: remis|remet|zéro|recommenc|compteur|essais
# names.en: reset|zero|again|start|counter|essais
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
essais = 0


def une_tentative():
    global essais
    essais += 1
    print("joining")
    wlan.connect(room.ssid, room.wifi_password)
    for _ in range(100):
        if wlan.isconnected():
            return True
        time.sleep_ms(100)
    wlan.disconnect()
    time.sleep(5)
    return False


def dire():
    print("joined")
    c = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    c.connect()
    c.publish(room.topic("wifi"), json.dumps({"attempts": essais}))
    c.disconnect()


while True:
    while not wlan.isconnected() and essais < 5:
        une_tentative()
    if not wlan.isconnected():
        print("failed")
        break
    dire()
    while wlan.isconnected():
        time.sleep_ms(500)
    print("lost")
    wlan.disconnect()
