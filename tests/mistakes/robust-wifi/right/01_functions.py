# style: functions, a for loop of attempts, the program ends after failed
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
        begin = time.ticks_ms()
        while time.ticks_diff(time.ticks_ms(), begin) < 10000:
            if wlan.isconnected():
                return attempt
            time.sleep_ms(100)
        wlan.disconnect()
        if attempt < 5:
            time.sleep(5)
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
        time.sleep_ms(200)
    print("lost")
    attempts = join()
print("failed")
