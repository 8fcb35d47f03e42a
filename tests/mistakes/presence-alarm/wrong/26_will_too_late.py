# mistake: The last will is prepared after connect(), so the broker never gets it.
# line: 33
# names.fr: avant|après|ordre|trop tard|d'abord|d’abord ; testament|last_will|connect|connexion
# names.en: before|after|order|too late|first ; will|last_will|connect
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

oeil = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def montrer(texte):
    ecran.fill(0)
    ecran.text(texte, 0, 28)
    ecran.show()


montrer("chauffe...")

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.connect()
client.set_last_will(room.topic("watching"), "0", retain=True)
client.publish(room.topic("watching"), "1", retain=True)

while time.ticks_ms() < 61000:
    time.sleep_ms(100)

avant = None
signe = time.ticks_ms()
while True:
    presence = oeil.value()
    if presence != avant:
        avant = presence
        client.publish(room.topic("presence"), str(presence), retain=True)
        montrer("quelqu'un" if presence else "personne")
    if time.ticks_diff(time.ticks_ms(), signe) > 20000:
        signe = time.ticks_ms()
        client.ping()
    client.check_msg()
    time.sleep_ms(100)
