# style: a timer and micropython.schedule look for messages
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time
import micropython
from machine import Timer

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

servo = PWM(Pin(18), freq=50, duty_u16=0)


def obey(topic, message):
    try:
        angle = int(message)
    except ValueError:
        return
    if angle in range(0, 181):
        servo.duty_ns(int(500000 + 1900000 * angle / 180))
        client.publish(room.topic("angle"), str(angle))


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(obey)
client.connect()
client.subscribe(room.topic("do/angle"))


def look(_):
    client.check_msg()


timer = Timer(0)
timer.init(period=60, mode=Timer.PERIODIC, callback=lambda _: micropython.schedule(look, None))
while True:
    time.sleep(1)
