# style: a class of states
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21)))
motion = Pin(13, Pin.IN)


def show(text):
    screen.fill(0)
    screen.text(text, 10, 10)
    screen.show()


from umqtt.simple import MQTTClient


class Warming:
    def __init__(self):
        show("hot soon")

    def next(self):
        return self if time.ticks_ms() < 60000 else Watching()


class Watching:
    def __init__(self):
        self.level = None

    def next(self):
        if motion.value() != self.level:
            self.level = motion.value()
            client.publish(room.topic("presence"), str(self.level), retain=True)
            show("P" if self.level else "-")
        return self


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=50)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)
state = Warming()
while True:
    for _ in range(50):
        state = state.next()
        time.sleep_ms(300)
    client.ping()
