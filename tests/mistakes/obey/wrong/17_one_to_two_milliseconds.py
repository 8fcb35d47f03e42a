# mistake: The pulse goes from 1 to 2 ms instead of 0.5 to 2.4 ms.
# line: 18
# names.fr: impulsion|largeur|durée|duty|ms ; 0,5|0.5|2,4|2.4|500|2400|1900
# names.en: pulse|width|duty|ms ; 0.5|2.4|500|2400|1900
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time

LEAST_US = 1000
MOST_US = 2000

servo = PWM(Pin(18), freq=50, duty_u16=0)


def turn(degrees):
    width_us = LEAST_US + (MOST_US - LEAST_US) * degrees // 180
    servo.duty_ns(width_us * 1000)


def received(topic, message):
    try:
        degrees = int(message)
    except ValueError:
        return
    if 0 <= degrees <= 180:
        turn(degrees)
        client.publish(room.topic("angle"), str(degrees))


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(received)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.check_msg()
    time.sleep_ms(25)
