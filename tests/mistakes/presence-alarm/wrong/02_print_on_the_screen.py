# mistake: The screen has no method print; it has text.
# line: 18
# names.fr: print ; text|écran|screen|méthode|existe|connaît
# names.en: print ; text|screen|display|method|exist|know
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

capteur = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def afficher(mot):
    ecran.fill(0)
    ecran.print(mot)
    ecran.show()


debut = time.ticks_ms()
afficher("chauffe")
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=50)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)
while time.ticks_diff(time.ticks_ms(), debut) < 61000:
    time.sleep_ms(100)
avant = -1
signe = time.ticks_ms()
while True:
    maintenant = capteur.value()
    if maintenant != avant:
        avant = maintenant
        client.publish(room.topic("presence"), str(maintenant), retain=True)
        afficher("quelqu'un" if maintenant else "personne")
    if time.ticks_diff(time.ticks_ms(), signe) > 25000:
        signe = time.ticks_ms()
        client.ping()
    client.check_msg()
    time.sleep_ms(100)
