# style: polling without pause, qos 1, everything at the top level
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
from time import ticks_add, ticks_diff, ticks_ms
import network

fin_de_chauffe = ticks_add(ticks_ms(), 61500)
oeil = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
ecran.text("...", 0, 28)
ecran.show()

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    pass

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.set_last_will(room.topic("watching"), "0", retain=True, qos=1)
client.connect()
client.publish(room.topic("watching"), "1", retain=True, qos=1)
prochain_ping = ticks_add(ticks_ms(), 20000)

while ticks_diff(fin_de_chauffe, ticks_ms()) > 0:
    if ticks_diff(prochain_ping, ticks_ms()) <= 0:
        prochain_ping = ticks_add(ticks_ms(), 20000)
        client.ping()
        client.check_msg()

present = oeil.value()
change = True
while True:
    if oeil.value() != present:
        present = 1 - present
        change = True
    if change:
        change = False
        ecran.fill(0)
        ecran.text("quelqu'un" if present else "personne", 0, 28)
        ecran.show()
        client.publish(room.topic("presence"), str(present), retain=True, qos=1)
    if ticks_diff(prochain_ping, ticks_ms()) <= 0:
        prochain_ping = ticks_add(ticks_ms(), 20000)
        client.ping()
        client.check_msg()
