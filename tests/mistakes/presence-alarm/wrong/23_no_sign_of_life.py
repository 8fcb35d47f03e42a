# mistake: No ping: a quiet board is taken for dead after 90 s.
# line: 0
# names.fr: ping|signe de vie|keepalive
# names.en: ping|sign of life|keepalive
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time


class Alarm:
    def __init__(self):
        self.eye = Pin(13, Pin.IN)
        self.screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
        self.client.set_last_will(room.topic("watching"), "0", retain=True)
        self.state = None

    def show(self, words):
        self.screen.fill(0)
        self.screen.text(words, 0, 28)
        self.screen.show()

    def start(self):
        self.show("wait a minute")
        self.client.connect()
        self.client.publish(room.topic("watching"), "1", retain=True)

    def look(self):
        state = self.eye.value()
        if state == self.state:
            return
        self.state = state
        self.client.publish(room.topic("presence"), str(state), retain=True)
        self.show("SOMEBODY" if state else "nobody here")


begin = time.ticks_ms()
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
alarm = Alarm()
alarm.start()
while time.ticks_diff(time.ticks_ms(), begin) < 60500:
    time.sleep_ms(100)
while True:
    alarm.look()
    time.sleep_ms(100)
