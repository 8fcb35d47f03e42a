# mistake: publish gets the whole number itself instead of its text, which is an error at the first order; str(angle) is needed.
# line: 23
# names.fr: str|texte|chaîne|octet|convert ; publish|publi|angle|nombre|entier|int
# names.en: str|text|string|bytes|convert ; publish|angle|number|integer|int
import asyncio
import network
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient

servo = PWM(Pin(18), freq=50, duty_u16=0)
mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)


def on_message(topic, payload):
    try:
        angle = int(payload)
    except ValueError:
        return
    if angle < 0 or angle > 180:
        return
    servo.duty_ns(500_000 + 1_900_000 * angle // 180)
    mqtt.publish(room.topic("angle"), angle)


async def wifi():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)


async def main():
    await wifi()
    mqtt.set_callback(on_message)
    mqtt.connect()
    mqtt.subscribe(room.topic("do/angle"))
    while True:
        mqtt.check_msg()
        await asyncio.sleep_ms(25)


asyncio.run(main())
