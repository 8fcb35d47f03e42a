# mistake: publish gets the number of the sensor instead of a text.
# line: 48
# names.fr: publish|publi ; str(|texte|chaîne|nombre|entier
# names.en: publish ; str(|text|string|number|integer
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

BEGIN = time.ticks_ms()
WARM_UP = 61000

pir = Pin(13, Pin.IN)
oled = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def write(words):
    oled.fill(0)
    oled.text(words, 0, 0)
    oled.show()


def join():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)


write("getting warm")
join()
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)

previous = None
last_ping = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), BEGIN) >= WARM_UP:
        present = pir.value()
        if present != previous:
            previous = present
            client.publish(room.topic("presence"), present, retain=True)
            write("there" if present else "nobody")
    if time.ticks_diff(time.ticks_ms(), last_ping) >= 30000:
        last_ping = time.ticks_ms()
        client.ping()
        client.check_msg()
    time.sleep_ms(50)
