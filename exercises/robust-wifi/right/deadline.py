# style: deadlines with ticks, switches the Wi-Fi off to give up
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def wait(ms):
    end = time.ticks_add(time.ticks_ms(), ms)
    while time.ticks_diff(end, time.ticks_ms()) > 0 and not wlan.isconnected():
        time.sleep_ms(50)
    return wlan.isconnected()


count = 0
while True:
    if wlan.isconnected():
        print("joined")
        client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        client.connect()
        client.publish(room.topic("wifi"), json.dumps({"attempts": count}), qos=1)
        client.disconnect()
        while wlan.isconnected():
            time.sleep(1)
        print("lost")
        wlan.disconnect()
        count = 0
    if count == 5:
        print("failed")
        wlan.active(False)
        break
    count += 1
    print("joining")
    wlan.connect(room.ssid, room.wifi_password)
    if not wait(9000):
        wlan.disconnect()
        time.sleep(4)
