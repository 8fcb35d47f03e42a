# mistake: The topic arrives as bytes and is compared with a str, which are never equal, so no order is ever followed.
# line: 25
# names.fr: octet|bytes|decode|encode|b" ; texte|chaîne|str|sujet|topic|compar|égal|différent
# names.en: bytes|decode|encode|b" ; text|string|str|topic|compar|equal|different
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time

bras = PWM(Pin(18), freq=50, duty_u16=0)
SUJET = room.topic("do/angle")


def angle_valable(message):
    """L'angle demandé, ou None si le message est absurde."""
    try:
        n = int(message)
    except ValueError:
        return None
    return n if 0 <= n <= 180 else None


def recu(sujet, message):
    if sujet != SUJET:
        print("autre sujet", sujet)
        return
    angle = angle_valable(message)
    if angle is None:
        return
    bras.duty_ns(int((0.5 + 1.9 * angle / 180) * 1000000))
    client.publish(room.topic("angle"), str(angle))


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(50)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(recu)
client.connect()
client.subscribe(SUJET)
print("j'écoute")
while True:
    client.check_msg()
    time.sleep_ms(30)
