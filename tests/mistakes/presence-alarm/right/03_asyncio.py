# style: asyncio, a task for the signs of life and one that watches
import asyncio
import network
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient

screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
is_warm = asyncio.Event()


def show(words):
    screen.fill(0)
    screen.text(words, 8, 8)
    screen.show()


async def warm_up():
    await asyncio.sleep(61)
    is_warm.set()


async def stay_alive():
    while True:
        client.ping()
        client.check_msg()
        await asyncio.sleep(25)


async def watch():
    eye = Pin(13, Pin.IN)
    await is_warm.wait()
    known = None
    while True:
        present = eye.value() == 1
        if present is not known:
            known = present
            client.publish(room.topic("presence"), b"1" if present else b"0", retain=True)
            show("SOMEBODY" if present else "nobody here")
        await asyncio.sleep_ms(50)


async def main():
    asyncio.create_task(warm_up())
    show("warming up...")
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)
    client.set_last_will(room.topic("watching"), b"0", retain=True)
    client.connect()
    client.publish(room.topic("watching"), b"1", retain=True)
    await asyncio.gather(stay_alive(), watch())


asyncio.run(main())
