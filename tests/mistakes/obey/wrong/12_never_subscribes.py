# mistake: The program never subscribes to the topic of the orders.
# line: 0
# names.fr: subscribe|abonn ; do/angle|sujet|ordre|message|client|reçoi
# names.en: subscri ; do/angle|topic|order|message|client|receiv
import asyncio
import network
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient

servo = PWM(Pin(18), freq=50, duty_u16=0)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)


def obeir(sujet, message):
    try:
        angle = int(message)
    except ValueError:
        return
    if 0 <= angle <= 180:
        servo.duty_ns(500000 + angle * 1900000 // 180)
        client.publish(room.topic("angle"), str(angle))


async def principal():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    client.set_callback(obeir)
    client.connect()
    while True:
        client.check_msg()
        await asyncio.sleep_ms(20)


asyncio.run(principal())
