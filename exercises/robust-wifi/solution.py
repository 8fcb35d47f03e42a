from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

MOST_ATTEMPTS = 5
ATTEMPT_S = 10
PAUSE_S = 5

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def join():
    for attempt in range(1, MOST_ATTEMPTS + 1):
        print("joining")
        wlan.connect(room.ssid, room.wifi_password)
        for _ in range(ATTEMPT_S * 10):
            if wlan.isconnected():
                return attempt
            time.sleep_ms(100)
        wlan.disconnect()
        time.sleep(PAUSE_S)
    return None


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
        time.sleep_ms(500)
    print("lost")
    wlan.disconnect()
    attempts = join()
print("failed")
