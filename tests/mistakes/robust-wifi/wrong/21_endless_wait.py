# mistake: The wait has no end: with a wrong password the first attempt never stops.
# line: 26
# names.fr: fin|limite|10 s|while|boucle|sans cesse|renonc
# names.en: end|limit|10 s|while|loop|give up|gives up
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def tell(n):
    c = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    c.connect()
    c.publish(room.topic("wifi"), json.dumps({"attempts": n}))
    c.disconnect()


def join():
    for attempt in range(1, 6):
        print("joining")
        wlan.connect(room.ssid, room.wifi_password)
        while not wlan.isconnected():
            time.sleep_ms(100)
        if wlan.isconnected():
            return attempt
        wlan.disconnect()
        time.sleep(5)
    return -1


n = 0 if wlan.isconnected() else join()
while n >= 0:
    print("joined")
    tell(n)
    while wlan.isconnected():
        time.sleep_ms(300)
    print("lost")
    wlan.disconnect()
    n = join()
print("failed")
