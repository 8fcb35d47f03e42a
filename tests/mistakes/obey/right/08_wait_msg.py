# style: wait_msg, which waits for the next message, in try/finally
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

LARGEURS = [500000 + degre * 1900000 // 180 for degre in range(181)]


def obeir(sujet, message):
    try:
        angle = int(message)
    except ValueError:
        return
    if angle in range(len(LARGEURS)):
        servo.duty_ns(LARGEURS[angle])
        client.publish(room.topic("angle"), str(angle))


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(obeir)
client.connect()
try:
    client.subscribe(room.topic("do/angle"))
    while True:
        client.wait_msg()
finally:
    client.disconnect()
