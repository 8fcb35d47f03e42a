# mistake: room.topic is called with square brackets.
# line: 31
# names.fr: topic|crochet|[ ; (|parenthèse|appel|fonction
# names.en: topic|square|[ ; (|parenthes|call|function
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time


class RobustWifi:
    def __init__(self):
        self.wlan = network.WLAN(network.STA_IF)
        self.wlan.active(True)

    def attempt(self):
        print("joining")
        self.wlan.disconnect()
        self.wlan.connect(room.ssid, room.wifi_password)
        for _ in range(100):
            time.sleep_ms(100)
            if self.wlan.isconnected():
                return True
        self.wlan.disconnect()
        return False

    def tell(self, attempts):
        client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        client.connect()
        client.publish(room.topic["wifi"], json.dumps({"attempts": attempts}))
        client.disconnect()

    def run(self):
        while True:
            attempts = 0
            while not self.wlan.isconnected():
                if attempts == 5:
                    print("failed")
                    return
                attempts += 1
                if not self.attempt() and attempts < 5:
                    time.sleep(5)
            print("joined")
            self.tell(attempts)
            while self.wlan.isconnected():
                time.sleep_ms(500)
            print("lost")


RobustWifi().run()
