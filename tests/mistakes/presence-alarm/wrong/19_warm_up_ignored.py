# mistake: The program does not wait for the warm-up and tells the false alarms.
# line: 32
# names.fr: chauff|60 ; attend|attente|60|fausse|presence|avant|début
# names.en: warm|60 ; wait|60|false|presence|before|start|begin
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

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
pinged = time.ticks_ms()
while True:
    now = eye.value()
    if now != before:
        before = now
        client.publish(room.topic("presence"), str(now), retain=True)
        screen.fill(0)
        screen.text("somebody" if now else "nobody", 0, 28)
        screen.show()
    if time.ticks_diff(time.ticks_ms(), pinged) > 20000:
        pinged = time.ticks_ms()
        client.ping()
    client.check_msg()
    time.sleep_ms(100)
