# style: a timer looks at the network, flags
from lab import room
from machine import Timer
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
seen = {"up": wlan.isconnected(), "fell": False}


def look(_timer):
    up = wlan.isconnected()
    if seen["up"] and not up:
        seen["fell"] = True
    seen["up"] = up


watch = Timer(0)
watch.init(period=500, mode=Timer.PERIODIC, callback=look)


def tell(attempts):
    print("joined")
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), b'{"attempts":%d}' % attempts)
    client.disconnect()


def one_attempt():
    print("joining")
    wlan.connect(room.ssid, room.wifi_password)
    waited = 0
    while waited < 40 and not wlan.isconnected():
        time.sleep_ms(250)
        waited += 1
    if wlan.isconnected():
        return True
    wlan.disconnect()
    time.sleep_ms(2500)
    return False


attempts = 0
while attempts < 5 or wlan.isconnected():
    if not wlan.isconnected():
        attempts += 1
        if not one_attempt():
            continue
    tell(attempts)
    seen["up"], seen["fell"] = True, False
    while not seen["fell"]:
        time.sleep_ms(100)
    print("lost")
    wlan.disconnect()
    attempts = 0
print("failed")
