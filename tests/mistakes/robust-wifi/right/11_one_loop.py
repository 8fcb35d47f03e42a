from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
failures = 0
is_in = False

while failures < 5:
    if not is_in and not wlan.isconnected():
        print("joining")
        wlan.connect(room.ssid, room.wifi_password)
        seconds = 0.0
        while not wlan.isconnected() and seconds < 10:
            time.sleep(0.25)
            seconds += 0.25
        if not wlan.isconnected():
            wlan.disconnect()
            failures += 1
            time.sleep(1)
            continue
        tried = failures + 1
    else:
        tried = 0
    is_in = True
    failures = 0
    print("joined")
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": tried}))
    client.disconnect()
    while wlan.isconnected():
        time.sleep(0.5)
    print("lost")
    wlan.disconnect()
    is_in = False

print("failed")
