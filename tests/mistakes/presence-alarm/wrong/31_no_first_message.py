# mistake: The state before starts at 0, so when nobody is there at the end of the warm-up the first message, 0, is never sent.
# line: 51
# names.fr: avant|état|départ|initial|None|dernier ; premier|0|zéro|personne
# names.en: avant|state|start|initial|None|before ; first|0|zero|nobody
from lab import room
from machine import I2C, Pin, Timer
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
from time import sleep_ms, ticks_ms

oeil = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
ping_du = False


def minute(t):
    global ping_du
    ping_du = True


def dessiner(mot):
    ecran.fill(0)
    ecran.text(mot, 0, 28)
    ecran.show()


dessiner("patience")
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)

minuterie = Timer(0)
minuterie.init(period=30000, mode=Timer.PERIODIC, callback=minute)

while ticks_ms() < 61000:
    if ping_du:
        ping_du = False
        client.ping()
    client.check_msg()
    sleep_ms(100)

avant = 0
dessiner("personne")
while True:
    present = oeil.value()
    if present != avant:
        avant = present
        client.publish(room.topic("presence"), str(present), retain=True)
        dessiner("quelqu'un" if present == 1 else "personne")
    if ping_du:
        ping_du = False
        client.ping()
    client.check_msg()
    sleep_ms(100)
