# mistake: The limit is 10, but ticks_diff counts milliseconds: an attempt lasts 10 ms.
# line: 23
# names.fr: milliseconde|ms|10000|seconde ; ticks|10|limit|essai
# names.en: millisecond|ms|10000|second ; ticks|10|limit|attempt
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

LIMIT = 10
PAUSE = 5

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def try_once():
    print("joining")
    wlan.disconnect()
    wlan.connect(room.ssid, room.wifi_password)
    begin = time.ticks_ms()
    while time.ticks_diff(time.ticks_ms(), begin) < LIMIT:
        if wlan.isconnected():
            return True
        time.sleep_ms(5)
    wlan.disconnect()
    return False


def join():
    for attempt in range(1, 6):
        if try_once():
            return attempt
        if attempt < 5:
            time.sleep(PAUSE)


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
