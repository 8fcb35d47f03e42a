# mistake: An except with pass hides that eye.read does not exist, so that nothing is ever told.
# line: 38
# names.fr: except|erreur|read ; read|value|cache|avale|ignor|masqu|tait
# names.en: except|error|read ; read|value|hid|swallow|ignor|silen
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

start = time.ticks_ms()
eye = Pin(13, Pin.IN)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
screen.text("please wait", 0, 28)
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
pinged = time.ticks_ms()
while True:
    try:
        if time.ticks_diff(time.ticks_ms(), pinged) > 20000:
            pinged = time.ticks_ms()
            client.ping()
        client.check_msg()
        if time.ticks_diff(time.ticks_ms(), start) > 61000:
            now = eye.read()
            if now != before:
                before = now
                client.publish(room.topic("presence"), str(now), retain=True)
                screen.fill(0)
                screen.text("somebody" if now else "nobody", 0, 28)
                screen.show()
    except Exception:
        pass
    time.sleep_ms(100)
