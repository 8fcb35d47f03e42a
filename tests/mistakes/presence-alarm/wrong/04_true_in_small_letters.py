# mistake: true is written with a small letter.
# line: 26
# names.fr: true ; majuscule|minuscule|lettre
# names.en: true ; capital|small|letter
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

depart = time.ticks_ms()
detecteur = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
ecran.text("patience", 0, 0)
ecran.show()

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep(0.2)

mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
mqtt.set_last_will(room.topic("watching"), "0", retain=true)
mqtt.connect()
mqtt.publish(room.topic("watching"), "1", retain=True)

etat = None
vie = time.ticks_ms()
while True:
    time.sleep_ms(200)
    if time.ticks_diff(time.ticks_ms(), depart) < 61000:
        continue
    vu = detecteur.value()
    if vu != etat:
        etat = vu
        mqtt.publish(room.topic("presence"), str(vu), retain=True)
        ecran.fill(vu)
        ecran.show()
    if time.ticks_diff(time.ticks_ms(), vie) > 20000:
        vie = time.ticks_ms()
        mqtt.ping()
        mqtt.check_msg()
