# mistake: wlan.isconnected is not called, so that the board always seems to be in the network.
# line: 22
# names.fr: isconnected ; parenthèse|()
# names.en: isconnected ; parenthes|bracket|()
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
        for _ in range(50):
            time.sleep_ms(200)
            if wlan.isconnected:
                return attempt
        wlan.disconnect()
        if attempt < 5:
            time.sleep(5)
    return None


attempts = 0
if not wlan.isconnected():
    attempts = join()
while attempts is not None:
    print("joined")
    try:
        client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        client.connect()
        client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
        client.disconnect()
    except OSError as problem:
        print("no message:", problem)
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
    attempts = join()
print("failed")
