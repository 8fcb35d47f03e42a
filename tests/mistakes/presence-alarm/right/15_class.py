import time
import network
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient


class Alarm:
    WARM_UP = 62000
    PING = 30000

    def __init__(self):
        self.pir = Pin(13, Pin.IN)
        self.oled = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
        self.state = None
        self.sign = time.ticks_ms()

    def draw(self, somebody):
        self.oled.fill(0)
        if somebody is None:
            self.oled.text("...", 0, 0)
        elif somebody:
            self.oled.fill_rect(32, 16, 64, 32, 1)
        else:
            self.oled.rect(32, 16, 64, 32, 1)
        self.oled.show()

    def say(self, name, text):
        self.client.publish(room.topic(name), text, retain=True)
        self.sign = time.ticks_ms()

    def connect(self):
        wlan = network.WLAN(network.STA_IF)
        wlan.active(True)
        if not wlan.isconnected():
            wlan.connect(room.ssid, room.wifi_password)
            while not wlan.isconnected():
                time.sleep_ms(100)
        self.client = MQTTClient(room.client_id, room.broker, room.port,
                                 room.user, room.password, keepalive=60)
        self.client.set_last_will(room.topic("watching"), "0", retain=True)
        self.client.connect()
        self.say("watching", "1")

    def watch(self):
        somebody = self.pir.value()
        if somebody != self.state:
            self.state = somebody
            self.say("presence", str(somebody))
            self.draw(somebody)

    def run(self):
        self.draw(None)
        self.connect()
        while True:
            if time.ticks_ms() >= self.WARM_UP:
                self.watch()
            if time.ticks_diff(time.ticks_ms(), self.sign) >= self.PING:
                self.client.ping()
                self.sign = time.ticks_ms()
            self.client.check_msg()
            time.sleep_ms(50)


Alarm().run()
