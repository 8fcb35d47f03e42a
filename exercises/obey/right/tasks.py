# style: asyncio, a task that listens and one that moves, topics compared
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time
import asyncio

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

servo = PWM(Pin(18), freq=50, duty_u16=0)
orders = []
MINE = room.topic("do/angle").encode()


def keep(topic, message):
    if topic == MINE:
        orders.append(message)


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(keep)
client.connect()
client.subscribe(room.topic("do/#"), 1)


async def listen():
    while True:
        client.check_msg()
        await asyncio.sleep_ms(20)


async def move():
    while True:
        while orders:
            order = orders.pop(0)
            if order.isdigit() and int(order) in range(181):
                servo.duty_ns(500000 + int(order) * 1900000 // 180)
                client.publish(room.topic("angle"), str(int(order)), qos=1)
        await asyncio.sleep_ms(20)


async def main():
    await asyncio.gather(listen(), move())


asyncio.run(main())
