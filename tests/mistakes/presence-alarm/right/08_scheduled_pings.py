# style: Timer and micropython.schedule for the signs of life, try/finally at the end
from lab import room
from machine import I2C, Pin, Timer
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import micropython
import network
import time

micropython.alloc_emergency_exception_buf(100)
depart = time.ticks_ms()


def preparer_reseau():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)


def preparer_client():
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
    client.set_last_will(room.topic("watching"), "0", retain=True)
    client.connect()
    client.publish(room.topic("watching"), "1", retain=True)
    return client


def dessiner(ecran, present):
    ecran.fill(0)
    if present is None:
        ecran.text("je chauffe", 0, 28)
    elif present:
        ecran.rect(20, 10, 88, 44, 1)
        ecran.text("QUELQU'UN", 28, 28)
    else:
        ecran.text("personne", 28, 28)
    ecran.show()


oeil = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
dessiner(ecran, None)
preparer_reseau()
client = preparer_client()
demandes = []
minuterie = Timer(1)
minuterie.init(period=15000, callback=lambda t: micropython.schedule(demandes.append, True))
dernier = None
try:
    while True:
        if demandes:
            demandes.clear()
            client.ping()
            client.check_msg()
        present = oeil.value()
        if present != dernier and time.ticks_diff(time.ticks_ms(), depart) > 60800:
            dernier = present
            client.publish(room.topic("presence"), str(present), retain=True)
            dessiner(ecran, present)
        time.sleep_ms(100)
finally:
    minuterie.deinit()
