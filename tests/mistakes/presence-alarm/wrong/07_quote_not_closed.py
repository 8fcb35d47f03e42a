# mistake: The text "nobody is not closed by a quote.
# line: 42
# names.fr: guillemet|" ; ferm|manque|fin|texte|chaîne
# names.en: quote|" ; clos|miss|end|text|string
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

start = time.ticks_ms()
eye = Pin(13, Pin.IN)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
screen.text("hello", 0, 28)
screen.show()

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
turn = 0
while True:
    if time.ticks_diff(time.ticks_ms(), start) > 60500:
        now = eye.value()
        if now != before:
            before = now
            client.publish(room.topic("presence"), str(now), retain=True)
            screen.fill(0)
            if now == 1:
                screen.text("somebody", 0, 28)
            else:
                screen.text("nobody, 0, 28)
            screen.show()
    turn += 1
    if turn % 100 == 0:
        client.ping()
    client.check_msg()
    time.sleep_ms(200)
