from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

sta = network.WLAN(network.STA_IF)
sta.active(True)


def history():
    # Yields ("joined", attempts), ("lost", None), ("joining", attempt) and at the end ("failed", None).
    if sta.isconnected():
        yield "joined", 0
        while sta.isconnected():
            time.sleep_ms(500)
        yield "lost", None
        sta.disconnect()
    attempt = 0
    while attempt < 5:
        attempt += 1
        yield "joining", attempt
        sta.connect(room.ssid, room.wifi_password)
        for _ in range(50):
            if sta.isconnected():
                break
            time.sleep_ms(200)
        if not sta.isconnected():
            sta.disconnect()
            if attempt < 5:
                time.sleep_ms(5000)
            continue
        yield "joined", attempt
        while sta.isconnected():
            time.sleep_ms(500)
        yield "lost", None
        sta.disconnect()
        attempt = 0
    yield "failed", None


for word, number in history():
    print(word)
    if word == "joined":
        client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        client.connect()
        client.publish(room.topic("wifi"), json.dumps({"attempts": number}))
        client.disconnect()
