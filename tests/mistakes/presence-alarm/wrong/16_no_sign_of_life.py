# mistake: The keepalive promises a sign a minute, but nothing is sent in a quiet night.
# line: 0
# names.fr: ping|signe|vie ; keepalive|minute|60|tranquille|calme|testament|broker|courtier
# names.en: ping|sign|life ; keepalive|minute|60|quiet|calm|will|broker
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

debut = time.ticks_ms()
pir = Pin(13, Pin.IN)
oled = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def image(mots):
    oled.fill(0)
    oled.text(mots, 0, 28)
    oled.show()


image("bonjour")
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

avant = None
while True:
    present = pir.value()
    if present != avant:
        client.publish(room.topic("presence"), str(present), retain=True)
        image("il y a quelqu'un" if present else "personne")
        avant = present
    time.sleep_ms(100)
