# mistake: The last will is not retained, so that who comes later still reads 1.
# line: 31
# names.fr: retain|gardé ; testament|set_last_will|watching
# names.en: retain|kept ; will|set_last_will|watching
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

instant_zero = time.ticks_ms()
detecteur = Pin(13, Pin.IN)
ecran = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def ecrire(ligne):
    ecran.fill(0)
    ecran.text(ligne, 0, 0)
    ecran.show()


ecrire("60 s de chauffe")
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(200)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=45)
client.set_last_will(room.topic("watching"), "0")
client.connect()
client.publish(room.topic("watching"), "1", retain=True)

memoire = None
tours = 0
while True:
    tours += 1
    if tours % 100 == 0:
        client.ping()
    client.check_msg()
    if time.ticks_diff(time.ticks_ms(), instant_zero) > 61000:
        present = detecteur.value()
        if present != memoire:
            memoire = present
            client.publish(room.topic("presence"), str(present), retain=True)
            ecrire("quelqu'un !" if present else "personne")
    time.sleep_ms(150)
