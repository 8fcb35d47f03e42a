from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def wait_until_in(ms):
    start = time.ticks_ms()
    while not wlan.isconnected() and time.ticks_diff(time.ticks_ms(), start) < ms:
        time.sleep_ms(100)
    return wlan.isconnected()


def join():
    for attempt in range(1, 6):
        if wlan.isconnected():
            return attempt - 1
        print("joining")
        wlan.connect(room.ssid, room.wifi_password)
        if wait_until_in(10000):
            return attempt
        wlan.disconnect()
        if attempt < 5:
            time.sleep(1)
    return None


def publish(attempts):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
    client.disconnect()


while True:
    attempts = join()
    if attempts is None:
        print("failed")
        break
    print("joined")
    try:
        publish(attempts)
    except OSError as error:
        print("not published:", error)
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
    wlan.disconnect()
    time.sleep(5)
