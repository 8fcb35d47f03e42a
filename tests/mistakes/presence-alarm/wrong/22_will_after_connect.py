# mistake: The last will is given after connect(): the broker never gets it.
# line: 32
# names.fr: set_last_will|testament ; avant|après|connect
# names.en: set_last_will|last will|will ; before|after|connect
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

depart = time.ticks_ms()
pir = Pin(13, Pin.IN)
oled = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def afficher(mot):
    oled.fill(0)
    oled.text(mot, 0, 20)
    oled.show()


afficher("chauffe")
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
mqtt.connect()
mqtt.set_last_will(room.topic("watching"), "0", retain=True)
mqtt.publish(room.topic("watching"), "1", retain=True)

etat = None
dernier_ping = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), depart) > 60500:
        lu = pir.value()
        if lu != etat:
            etat = lu
            mqtt.publish(room.topic("presence"), str(lu), retain=True)
            afficher("quelqu'un" if lu else "personne")
    if time.ticks_diff(time.ticks_ms(), dernier_ping) > 15000:
        mqtt.ping()
        dernier_ping = time.ticks_ms()
    mqtt.check_msg()
    time.sleep_ms(100)
