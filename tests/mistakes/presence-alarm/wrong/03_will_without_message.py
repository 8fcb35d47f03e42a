# mistake: set_last_will gets the topic alone: the message is missing.
# line: 36
# names.fr: set_last_will|testament ; message|argument|manque|"0"|paramètre|deux
# names.en: set_last_will|will ; message|argument|missing|"0"|parameter|two
import network
import time
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient


class Alarm:
    WARM_UP_MS = 61000

    def __init__(self):
        self.start = time.ticks_ms()
        self.eye = Pin(13, Pin.IN)
        self.screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
        self.last = None
        self.show("wait")

    def show(self, text):
        self.screen.fill(0)
        self.screen.text(text, 10, 20)
        self.screen.show()

    def connect(self):
        wlan = network.WLAN(network.STA_IF)
        wlan.active(True)
        if not wlan.isconnected():
            wlan.connect(room.ssid, room.wifi_password)
        while not wlan.isconnected():
            time.sleep_ms(100)
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
        self.client.set_last_will(room.topic("watching"), retain=True)
        self.client.connect()
        self.client.publish(room.topic("watching"), "1", retain=True)

    def step(self):
        if time.ticks_diff(time.ticks_ms(), self.start) < self.WARM_UP_MS:
            return
        now = self.eye.value()
        if now != self.last:
            self.last = now
            self.client.publish(room.topic("presence"), str(now), retain=True)
            self.show("HELLO" if now else "empty")

    def run(self):
        pings = 0
        while True:
            self.step()
            time.sleep_ms(100)
            pings += 1
            if pings % 200 == 0:
                self.client.ping()
                self.client.check_msg()


alarm = Alarm()
alarm.connect()
alarm.run()
