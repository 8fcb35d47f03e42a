# mistake: The callback changes ordre without declaring it global, so that the loop never sees it.
# line: 21
# names.fr: global ; ordre
# names.en: global ; ordre
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time

servo = PWM(Pin(18), freq=50, duty_u16=0)
ordre = None


def noter(sujet, message):
    try:
        angle = int(message)
    except ValueError:
        return
    if 0 <= angle <= 180:
        ordre = angle


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(noter)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.check_msg()
    if ordre is not None:
        servo.duty_ns(500000 + ordre * 1900000 // 180)
        client.publish(room.topic("angle"), str(ordre))
        ordre = None
    time.sleep_ms(20)
