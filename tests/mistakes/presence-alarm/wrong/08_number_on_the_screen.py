# mistake: screen.text gets a number instead of a text.
# line: 43
# names.fr: text ; str(|texte|chaîne|nombre|entier|lettre
# names.en: text ; str(|text|string|number|integer|letter
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

DEBUT = time.ticks_ms()
capteur = Pin(13, Pin.IN)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
screen.text("chauffe...", 0, 0)
screen.show()


def connexion():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=40)
    client.set_last_will(room.topic("watching"), "0", retain=True)
    client.connect()
    client.publish(room.topic("watching"), "1", retain=True)
    return client


client = connexion()
dernier_ping = time.ticks_ms()
ancien = None
while True:
    nouveau = capteur.value()
    chaud = time.ticks_diff(time.ticks_ms(), DEBUT) > 61000
    if chaud and nouveau != ancien:
        ancien = nouveau
        client.publish(room.topic("presence"), str(nouveau), retain=True)
        screen.fill(0)
        screen.text(nouveau, 60, 28)
        screen.show()
    if time.ticks_diff(time.ticks_ms(), dernier_ping) > 15000:
        dernier_ping = time.ticks_ms()
        client.ping()
        client.check_msg()
    time.sleep_ms(100)
