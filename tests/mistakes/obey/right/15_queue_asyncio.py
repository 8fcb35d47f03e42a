import asyncio
import network
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient

ANGLES = {str(n).encode(): n for n in range(181)}     # all the orders there are
servo = PWM(Pin(18), freq=50, duty_u16=0)
todo = []


def received(topic, message):
    if message in ANGLES:
        todo.append(ANGLES[bytes(message)])


async def main():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)

    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.set_callback(received)
    client.connect()
    client.subscribe(room.topic("do/angle"))
    while True:
        client.check_msg()
        while todo:
            angle = todo.pop(0)
            servo.duty_ns(500_000 + 1_900_000 * angle // 180)
            client.publish(room.topic("angle"), str(angle))
        await asyncio.sleep_ms(20)


asyncio.run(main())
