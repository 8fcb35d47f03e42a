# mistake: The messages on presence are not retained.
# line: 41
# names.fr: retain|gardé ; presence|publish|publi|message
# names.en: retain|kept ; presence|publish|message
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

debut = time.ticks_ms()
oeil = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def montrer(texte):
    ecran.fill(0)
    ecran.text(texte, 0, 28)
    ecran.show()


montrer("attendez")
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

etat = None
ping = time.ticks_ms()
while True:
    vu = oeil.value()
    if time.ticks_diff(time.ticks_ms(), debut) >= 61000 and vu != etat:
        etat = vu
        client.publish(room.topic("presence"), str(vu))
        montrer("quelqu'un" if vu else "personne")
    if time.ticks_diff(time.ticks_ms(), ping) >= 20000:
        ping = time.ticks_ms()
        client.ping()
    client.check_msg()
    time.sleep_ms(100)
