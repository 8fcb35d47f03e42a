# mistake: The screen is not cleared: texts pile up.
# line: 17
# names.fr: fill|efface
# names.en: fill|clear|erase
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

oeil = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def montrer(texte):
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
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)

while time.ticks_ms() < 60500:
    time.sleep_ms(100)

avant = None
dernier_signe = time.ticks_ms()
while True:
    presence = oeil.value()
    if presence != avant:
        avant = presence
        client.publish(room.topic("presence"), str(presence), retain=True)
        montrer("quelqu'un" if presence else "personne")
        dernier_signe = time.ticks_ms()
    if time.ticks_diff(time.ticks_ms(), dernier_signe) > 25000:
        client.ping()
        dernier_signe = time.ticks_ms()
    client.check_msg()
    time.sleep_ms(100)
