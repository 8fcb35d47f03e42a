# style: interrupt that sets a flag, Timer that asks for a sign of life, main loop that works
from lab import room
from machine import I2C, Pin, Timer
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

debut = time.ticks_ms()
a_change = True
signe_voulu = False


def mouvement(broche):
    global a_change
    a_change = True


def signe(minuterie):
    global signe_voulu
    signe_voulu = True


oeil = Pin(13, Pin.IN)
oeil.irq(mouvement, Pin.IRQ_RISING | Pin.IRQ_FALLING)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
ecran.text("Chauffe", 0, 0)
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
Timer(0).init(period=20000, mode=Timer.PERIODIC, callback=signe)

connu = None
while True:
    if signe_voulu:
        signe_voulu = False
        client.ping()
    client.check_msg()
    if a_change and time.ticks_diff(time.ticks_ms(), debut) >= 61000:
        a_change = False
        present = oeil.value()
        if present != connu:
            connu = present
            client.publish(room.topic("presence"), "%d" % present, retain=True)
            ecran.fill(0)
            ecran.text("Quelqu'un" if present else "Personne", 0, 0)
            ecran.show()
    time.sleep_ms(20)
