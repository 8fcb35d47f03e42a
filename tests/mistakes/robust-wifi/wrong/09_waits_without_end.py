# mistake: The while waits for the Wi-Fi without end: the first attempt never gives up.
# line: 20
# names.fr: while|boucle|attend|attente ; 10|limite|sans fin|jamais|infini|compt|toujours|essai
# names.en: while|loop|wait ; 10|limit|for ever|forever|never|endless|count|attempt
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def join():
    for attempt in range(1, 6):
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        while not wlan.isconnected():
            time.sleep_ms(100)
        return attempt


def tell(attempts):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
    client.disconnect()


attempts = 0 if wlan.isconnected() else join()
while attempts is not None:
    print("joined")
    tell(attempts)
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
    attempts = join()
print("failed")
