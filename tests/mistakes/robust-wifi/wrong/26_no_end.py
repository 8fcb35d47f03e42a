# mistake: The counter of seconds never grows, so an attempt waits for ever instead of ending after 10 s.
# line: 30
# names.fr: waited|compteur|+=|seconde|incrément|augment|compt ; 10|fin|sans fin|jamais|infini|boucle|while
# names.en: waited|counter|+=|second|increment|increase|count ; 10|end|for ever|forever|never|infinite|loop|while
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def tell(attempts):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
    client.disconnect()


def join():
    """How many attempts it took, or -1."""
    if wlan.isconnected():
        return 0
    for attempt in range(1, 6):
        print("joining")
        wlan.connect(room.ssid, room.wifi_password)
        waited = 0
        while not wlan.isconnected() and waited < 10:
            time.sleep(1)
        if wlan.isconnected():
            return attempt
        wlan.disconnect()
        time.sleep(1)
    return -1


while True:
    n = join()
    if n < 0:
        print("failed")
        break
    print("joined")
    tell(n)
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
    wlan.disconnect()
    time.sleep(5)
