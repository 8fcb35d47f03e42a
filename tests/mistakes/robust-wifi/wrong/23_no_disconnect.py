# mistake: The program asks again without wlan.disconnect(): the second connect is an error.
# line: 21
# names.fr: disconnect
# names.en: disconnect
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

MAX = 5


class Wifi:
    def __init__(self):
        self.wlan = network.WLAN(network.STA_IF)
        self.wlan.active(True)

    def attempt(self):
        print("joining")
        self.wlan.connect(room.ssid, room.wifi_password)
        start = time.ticks_ms()
        while time.ticks_diff(time.ticks_ms(), start) < 10000:
            if self.wlan.isconnected():
                return True
            time.sleep_ms(100)
        return False

    def join(self):
        for number in range(1, MAX + 1):
            if self.attempt():
                return number
            time.sleep(5)
        return None


def publish(attempts):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
    client.disconnect()


wifi = Wifi()
attempts = 0 if wifi.wlan.isconnected() else wifi.join()
while attempts is not None:
    print("joined")
    publish(attempts)
    while wifi.wlan.isconnected():
        time.sleep_ms(500)
    print("lost")
    attempts = wifi.join()
print("failed")
