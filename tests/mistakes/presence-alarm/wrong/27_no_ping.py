# mistake: No ping is ever sent, so on a quiet night the broker gets no sign of life and publishes the last will although the board is well.
# line: 0
# names.fr: ping|signe de vie|keepalive ; calme|tranquille|60|testament|perd|régulièr|nuit|silence
# names.en: ping|sign of life|keepalive ; quiet|60|will|lose|lost|regular|night|silen
import asyncio
import network
import time
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient

eye = Pin(13, Pin.IN)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def show(text):
    screen.fill(0)
    screen.text(text, 0, 20)
    screen.show()


async def join():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(100)


async def main():
    show("warming up")
    await join()
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
    client.set_last_will(room.topic("watching"), "0", retain=True)
    client.connect()
    client.publish(room.topic("watching"), "1", retain=True)
    while time.ticks_ms() < 61000:
        await asyncio.sleep_ms(200)
    known = None
    while True:
        seen = eye.value()
        if seen != known:
            known = seen
            show("SOMEBODY" if seen else "nobody")
            client.publish(room.topic("presence"), "1" if seen else "0", retain=True)
        client.check_msg()
        await asyncio.sleep_ms(100)


asyncio.run(main())
