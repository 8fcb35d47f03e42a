# style: generator of readings, functions, try and finally
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(200)


def readings(sensor):
    """Yield a dictionary, or nothing where the sensor failed."""
    while True:
        try:
            sensor.measure()
            yield {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
        except Exception:
            yield {}


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
begin, turn = time.ticks_ms(), 0
try:
    for reading in readings(dht.DHT22(Pin(15))):
        if reading:
            client.publish(room.topic("climate"), json.dumps(reading))
        turn += 1
        time.sleep_ms(turn * 5000 - time.ticks_diff(time.ticks_ms(), begin))
finally:
    client.disconnect()
