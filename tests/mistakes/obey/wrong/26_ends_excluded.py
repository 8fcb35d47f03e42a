# mistake: The comparison 0 < angle < 180 leaves out the ends, so the right orders 0 and 180 are put aside.
# line: 27
# names.fr: <=|inclus|compris|égal|strict|bornes|extrém|exclu ; 0|180|compar
# names.en: <=|includ|equal|strict|bound|ends|exclud ; 0|180|compar
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time

servo = PWM(Pin(18), freq=50, duty_u16=0)

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)


def obeir(sujet, message):
    try:
        angle = int(message)
    except ValueError:
        print("pas un nombre :", message)
        return
    if 0 < angle < 180:
        servo.duty_ns(500000 + angle * 1900000 // 180)
        client.publish(room.topic("angle"), str(angle))


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(obeir)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.check_msg()
    time.sleep_ms(20)
