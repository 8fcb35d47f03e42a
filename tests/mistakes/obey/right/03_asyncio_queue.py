# style: asyncio, one task that listens and one that moves, a list between them
import asyncio
import network
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient

orders = []
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)


def received(topic, message):
    try:
        angle = int(message.decode())
    except ValueError:
        return
    if 0 <= angle <= 180:
        orders.append(angle)


async def listen():
    while True:
        client.check_msg()
        await asyncio.sleep_ms(20)


async def move():
    servo = PWM(Pin(18), freq=50, duty_u16=0)
    while True:
        while orders:
            angle = orders.pop(0)
            servo.duty_ns(500_000 + 1_900_000 * angle // 180)
            client.publish(room.topic("angle"), str(angle))
        await asyncio.sleep_ms(10)


async def main():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    client.set_callback(received)
    client.connect()
    client.subscribe(room.topic("do/angle"))
    await asyncio.gather(listen(), move())


asyncio.run(main())
