from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import network
import utime

FORMAT = '{"temperature": %.1f, "humidity": %.1f}'


def wifi():
    lan = network.WLAN(network.STA_IF)
    lan.active(True)
    if lan.isconnected():
        return
    lan.connect(room.ssid, room.wifi_password)
    while not lan.isconnected():
        utime.sleep_ms(100)


def measures(pin):
    sensor = dht.DHT22(Pin(pin))
    while True:
        try:
            sensor.measure()
            yield sensor.temperature(), sensor.humidity()
        except Exception:
            yield None


wifi()
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.connect()
for pair in measures(15):
    begin = utime.ticks_ms()
    if pair is not None:
        client.publish(room.topic("climate"), FORMAT % pair)
    utime.sleep_ms(4980 - utime.ticks_diff(utime.ticks_ms(), begin))
