# style: a timer schedules the whole work, the program itself does nothing
from lab import room
from machine import Pin, Timer
from umqtt.simple import MQTTClient
import dht
import json
import micropython
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep(0.5)

client = MQTTClient(room.client_id, room.broker, user=room.user, password=room.password, port=room.port)
client.connect()
sensor = dht.DHT22(Pin(15, Pin.IN, Pin.PULL_UP))


def send(_):
    try:
        sensor.measure()
    except Exception as error:
        print("no reading:", error)
        return
    message = json.dumps({"humidity": sensor.humidity(), "temperature": sensor.temperature(), "board": room.client_id})
    client.publish(room.topic("climate").encode(), message.encode())


Timer(1).init(period=5000, callback=lambda _: micropython.schedule(send, None))
