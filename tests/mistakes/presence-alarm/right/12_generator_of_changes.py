from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

started = time.ticks_ms()


def changes(pin):
    before = None
    while True:
        now = pin.value()
        yield now if now != before else None
        before = now


def say(name, text):
    client.publish(room.topic(name), text, retain=True)


def show(text):
    screen.fill(0)
    screen.text(text, 8, 24)
    screen.show()


screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
show("chauffe...")
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
say("watching", "1")

client.ping()
while time.ticks_diff(time.ticks_ms(), started) < 60200:
    time.sleep_ms(200)
    client.check_msg()
turn = 0
for change in changes(Pin(13, Pin.IN)):
    if change is not None:
        say("presence", "01"[change])
        show("Il y a quelqu'un" if change else "Il n'y a personne")
    if turn % 100 == 0:
        client.ping()
    turn += 1
    client.check_msg()
    time.sleep_ms(150)
