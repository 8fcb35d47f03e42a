# mistake: The loop looks for a message every 2 s only, which obeys too late.
# line: 37
# names.fr: pause|sleep|2 ; tard|0,2|0.2|souvent|centième|plus court|court|long|lent
# names.en: pause|sleep|2 ; late|0.2|often|hundredth|short|long|slow
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


def take(topic, message):
    try:
        degrees = int(message)
    except ValueError:
        return
    if degrees < 0 or degrees > 180:
        return
    servo.duty_ns(500_000 + degrees * 1_900_000 // 180)
    client.publish(room.topic("angle"), str(degrees))


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(take)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.check_msg()
    time.sleep(2)
