# mistake: Numbers outside 0 to 180 are obeyed too.
# line: 36
# names.fr: 180|limite|born|hors|interval|entre 0
# names.en: 180|limit|bound|outside|range|between 0
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
order = None


def keep(topic, message):
    global order
    try:
        order = int(message)
    except ValueError:
        order = None


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(keep)
client.connect()
client.subscribe(room.topic("do/angle"))

while True:
    client.check_msg()
    if order is not None:
        width_us = 500 + 1900 * order / 180
        servo.duty_u16(int(max(0, min(20000, width_us)) / 20000 * 65535))
        client.publish(room.topic("angle"), str(order))
        order = None
    time.sleep_ms(30)
