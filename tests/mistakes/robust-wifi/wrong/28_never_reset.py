# mistake: self.attempts is never set back to 0, so after a cut the board goes on counting instead of having 5 new attempts.
# line: 0
# names.fr: remettre|remis|remet|zéro|0|réinit|recommenc|repart ; attempts|essai|compteur
# names.en: reset|set back|zero|0|again|restart|start over ; attempts|counter|count
import json
import time
import network
from lab import room
from umqtt.simple import MQTTClient


class RobustWifi:
    MAX = 5

    def __init__(self):
        self.wlan = network.WLAN(network.STA_IF)
        self.wlan.active(True)
        self.attempts = 0

    def attempt(self):
        self.attempts += 1
        print("joining")
        self.wlan.connect(room.ssid, room.wifi_password)
        limit = time.ticks_add(time.ticks_ms(), 10000)
        while time.ticks_diff(limit, time.ticks_ms()) > 0:
            if self.wlan.isconnected():
                return
            time.sleep_ms(50)
        self.wlan.disconnect()

    def join(self):
        while not self.wlan.isconnected():
            if self.attempts == self.MAX:
                return False
            self.attempt()
            if not self.wlan.isconnected():
                time.sleep(1)
        return True

    def report(self):
        client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        client.connect()
        client.publish(room.topic("wifi"), json.dumps({"attempts": self.attempts}))
        client.disconnect()

    def run(self):
        while self.join():
            print("joined")
            self.report()
            while self.wlan.isconnected():
                time.sleep_ms(200)
            print("lost")
            self.wlan.disconnect()
            time.sleep(5)
        print("failed")


RobustWifi().run()
