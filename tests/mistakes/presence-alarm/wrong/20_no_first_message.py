# mistake: After the warm-up the state is only remembered; the first message waits for a change.
# line: 38
# names.fr: premi|début|d'abord|chauff|d’abord ; message|publi|changement|change|etat|none
# names.en: first|begin|start|warm ; message|publish|chang|etat|none
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

debut = time.ticks_ms()
oeil = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def afficher(present):
    ecran.fill(0)
    ecran.text("quelqu'un" if present else "personne", 0, 28)
    ecran.show()


ecran.text("chauffe", 0, 28)
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
    time.sleep_ms(100)

etat = oeil.value()
afficher(etat)
ping = time.ticks_ms()
while True:
    if oeil.value() != etat:
        etat = 1 - etat
        client.publish(room.topic("presence"), str(etat), retain=True)
        afficher(etat)
    if time.ticks_diff(time.ticks_ms(), ping) > 20000:
        ping = time.ticks_ms()
        client.ping()
        client.check_msg()
    time.sleep_ms(100)
