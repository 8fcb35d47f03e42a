# style: a timer gives the signs of life, functions
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time
from machine import Timer
import micropython

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))

eye = Pin(13, Pin.IN)


def connected():
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=20)
    client.set_last_will(room.topic("watching"), "0", retain=True)
    client.connect()
    client.publish(room.topic("watching"), "1", retain=True)
    return client


def words(*lines):
    screen.fill(0)
    for number, line in enumerate(lines):
        screen.text(line, 0, 10 * number)
    screen.show()


def tell(state):
    client.publish(room.topic("presence"), "01"[state], retain=True)
    words("state", ("empty", "busy")[state])


words("please", "wait")
client = connected()
Timer(0).init(period=8000, callback=lambda _: micropython.schedule(lambda _: client.ping(), None))
while time.ticks_ms() < 60500:
    time.sleep_ms(200)
state = eye.value()
tell(state)
while True:
    if eye.value() ^ state:
        state ^= 1
        tell(state)
    time.sleep_ms(150)
