# mistake: The count of attempts is never set back to 0 after the network was joined.
# line: 13
# names.fr: essais|compt|nombre ; 0|zéro|remet|remis|recommenc|nouveau|cumul|total
# names.en: essais|attempt|count|number ; 0|zero|reset|set back|again|anew|total|start
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
essais = 0


def rejoindre():
    global essais
    while essais < 5:
        essais += 1
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        debut = time.ticks_ms()
        while time.ticks_diff(time.ticks_ms(), debut) < 10000:
            if wlan.isconnected():
                return True
            time.sleep_ms(100)
        wlan.disconnect()
        time.sleep(1)
    return False


def publier():
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": essais}))
    client.disconnect()


while wlan.isconnected() or rejoindre():
    print("joined")
    publier()
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
print("failed")
