# style: the connection to the broker is kept open until the cut, a new one at each return
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time


def new_client():
    client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password, keepalive=120)
    client.connect()
    return client


def joined_after(wlan, most=5, limit_s=10, pause_s=5):
    tries = 0
    while tries < most:
        tries += 1
        if tries > 1:
            time.sleep(pause_s)
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        waited_ms = 0
        while waited_ms < limit_s * 1000:
            if wlan.isconnected():
                return tries
            time.sleep_ms(200)
            waited_ms += 200
        wlan.disconnect()


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
tries = 0 if wlan.isconnected() else joined_after(wlan)
while tries is not None:
    print("joined")
    client = new_client()
    client.publish(room.topic("wifi"), json.dumps({"attempts": tries}).encode())
    pinged = time.ticks_ms()
    while wlan.isconnected():
        if time.ticks_diff(time.ticks_ms(), pinged) > 50000:
            pinged = time.ticks_ms()
            try:
                client.ping()
            except OSError:
                print("the broker is gone")
        time.sleep_ms(200)
    print("lost")
    try:
        client.sock.close()
    except OSError:
        pass
    tries = joined_after(wlan)
print("failed")
while True:
    time.sleep(60)
