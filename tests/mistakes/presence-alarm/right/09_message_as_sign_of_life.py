# style: the state "1" is published again as the sign of life, no ping
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

PICTURES = {None: "starting", 0: "all quiet", 1: "movement!"}


class Due:
    def __init__(self, period_ms):
        self.period_ms = period_ms
        self.at = time.ticks_add(time.ticks_ms(), period_ms)

    def __call__(self):
        if time.ticks_diff(self.at, time.ticks_ms()) > 0:
            return False
        self.at = time.ticks_add(self.at, self.period_ms)
        return True


warm = Due(61000)
is_warm = False
eye = Pin(13, Pin.IN)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def paint(state):
    screen.fill(0)
    screen.text(PICTURES[state], 20, 20)
    screen.show()


paint(None)
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)
sign_of_life = Due(30000)
known = None
while True:
    if sign_of_life():
        client.publish(room.topic("watching"), "1", retain=True)
    is_warm = is_warm or warm()
    now = eye.value()
    if is_warm and now != known:
        known = now
        client.publish(room.topic("presence"), str(known), retain=True)
        paint(known)
    time.sleep_ms(100)
