# mistake: The function changes etat without declaring it global, so that it publishes at each turn.
# line: 21
# names.fr: global ; etat
# names.en: global ; etat
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

debut = time.ticks_ms()
detecteur = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
ecran.text("bonjour", 0, 28)
ecran.show()
etat = None


def annoncer(valeur):
    etat = valeur
    client.publish(room.topic("presence"), str(valeur), retain=True)
    ecran.fill(0)
    ecran.text("quelqu'un" if valeur else "personne", 0, 28)
    ecran.show()


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
while time.ticks_diff(time.ticks_ms(), debut) < 61000:
    time.sleep_ms(500)
while True:
    valeur = detecteur.value()
    if valeur != etat:
        annoncer(valeur)
    client.check_msg()
    time.sleep_ms(200)
