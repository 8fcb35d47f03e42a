from lab import room
from machine import I2C, Pin, Timer
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

seconds = 0


def second(timer):
    global seconds
    seconds += 1


Timer(0).init(period=1000, mode=Timer.PERIODIC, callback=second)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
eye = Pin(13, Pin.IN)


def picture(x):
    screen.fill(0)
    screen.fill_rect(x, 0, 20, 64, 1)
    screen.show()


picture(50)
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

said = None
last_ping = 0
while True:
    if seconds - last_ping >= 20:
        last_ping = seconds
        client.ping()
    if seconds > 61:
        presence = eye.value()
        if presence != said:
            client.publish(room.topic("presence"), str(presence), retain=True)
            picture(100 if presence else 0)
            said = presence
    client.check_msg()
    time.sleep_ms(100)
