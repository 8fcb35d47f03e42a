# mistake: The last will is prepared after connect(), so that the broker never gets it.
# line: 31
# names.fr: set_last_will|testament ; avant|après ; connect
# names.en: set_last_will|will ; before|after ; connect
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


def wifi():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)


def broker():
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
    client.connect()
    client.set_last_will(room.topic("watching"), "0", retain=True)
    client.publish(room.topic("watching"), "1", retain=True)
    return client


wifi()
client = broker()
before = None
pinged = time.ticks_ms()
while True:
    now = eye.value()
    if time.ticks_diff(time.ticks_ms(), start) > 61000 and now != before:
        before = now
        client.publish(room.topic("presence"), str(now), retain=True)
        screen.fill(0)
        screen.text("somebody" if now else "nobody", 0, 28)
        screen.show()
    if time.ticks_diff(time.ticks_ms(), pinged) > 25000:
        pinged = time.ticks_ms()
        client.ping()
        client.check_msg()
    time.sleep_ms(100)
