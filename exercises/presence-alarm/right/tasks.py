# style: asyncio, three tasks
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
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
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))

eye = Pin(13, Pin.IN)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)


def draw(full):
    screen.fill(0)
    screen.rect(20, 10, 60, 40, 1, full)
    screen.show()


async def watch():
    screen.text("cold", 0, 0)
    screen.show()
    await asyncio.sleep_ms(60000 - time.ticks_ms())
    last = None
    while True:
        now = eye.value()
        if now != last:
            last = now
            client.publish(room.topic("presence"), str(now), retain=True)
            draw(bool(now))
        await asyncio.sleep_ms(100)


async def live():
    while True:
        await asyncio.sleep(25)
        client.ping()


async def listen():
    while True:
        client.check_msg()
        await asyncio.sleep(1)


async def main():
    await asyncio.gather(watch(), live(), listen())


asyncio.run(main())
