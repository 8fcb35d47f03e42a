from lab import room
from machine import PWM, Pin, Timer
from umqtt.simple import MQTTClient
import network
import time

moteur = PWM(Pin(18), freq=50, duty_u16=0)
il_faut_regarder = False
dernier_message = None


def reveil(minuterie):
    global il_faut_regarder
    il_faut_regarder = True


def garder(sujet, contenu):
    global dernier_message
    dernier_message = contenu


def lire_angle(contenu):
    try:
        angle = int(contenu.decode())
    except (ValueError, UnicodeError):
        return -1
    if angle < 0 or angle > 180:
        return -1
    return angle


reseau = network.WLAN(network.STA_IF)
reseau.active(True)
if not reseau.isconnected():
    reseau.connect(room.ssid, room.wifi_password)
while not reseau.isconnected():
    time.sleep_ms(100)
courtier = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
courtier.set_callback(garder)
courtier.connect()
courtier.subscribe(room.topic("do/angle"))
Timer(0).init(period=30, mode=Timer.PERIODIC, callback=reveil)

while True:
    if not il_faut_regarder:
        time.sleep_ms(5)
        continue
    il_faut_regarder = False
    courtier.check_msg()
    if dernier_message is not None:
        angle = lire_angle(dernier_message)
        dernier_message = None
        if angle >= 0:
            moteur.duty_ns(500000 + 1900000 * angle // 180)
            courtier.publish(room.topic("angle"), str(angle))
