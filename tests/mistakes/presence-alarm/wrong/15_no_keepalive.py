# mistake: There is no keepalive, so that the broker never notices that the board is cut off.
# line: 24
# names.fr: keepalive ; testament|coup|perd|perdue|meurt|remarque|90|60
# names.en: keepalive ; will|cut|lose|lost|dies|notice|90|60
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

start = time.ticks_ms()
eye = Pin(13, Pin.IN)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
screen.text("warm-up", 0, 28)
screen.show()

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)

before = None
while True:
    now = eye.value()
    if time.ticks_diff(time.ticks_ms(), start) > 61000 and now != before:
        before = now
        client.publish(room.topic("presence"), str(now), retain=True)
        screen.fill(0)
        screen.text("SOMEBODY" if now else "nobody", 0, 28)
        screen.show()
    time.sleep_ms(100)
