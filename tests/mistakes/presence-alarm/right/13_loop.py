from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

eye = Pin(13, Pin.IN)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def show(text):
    screen.fill(0)
    screen.text(text, 0, 28)
    screen.show()


show("warming up")
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

before = None
last_ping = time.ticks_ms()
while True:
    if time.ticks_ms() > 61000:
        now = eye.value()
        if now != before:
            before = now
            client.publish(room.topic("presence"), str(now), retain=True)
            show("somebody" if now else "nobody")
    if time.ticks_diff(time.ticks_ms(), last_ping) > 20000:
        last_ping = time.ticks_ms()
        client.ping()
    client.check_msg()
    time.sleep_ms(100)
