# style: Timer and micropython.schedule, nested functions, try/finally
import dht
import json
import micropython
import network
import time
from machine import Pin, Timer
from umqtt.simple import MQTTClient
from lab import room


def station(pin, client, topic):
    sensor = dht.DHT22(Pin(pin))

    def work(_):
        try:
            sensor.measure()
        except Exception as problem:
            print("skipped:", problem)
            return
        client.publish(topic, json.dumps({"temperature": sensor.temperature(), "humidity": sensor.humidity()}))

    return lambda timer: micropython.schedule(work, None)


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()
timer = Timer(3)
timer.init(period=5000, callback=station(15, client, room.topic("climate")))
try:
    while True:
        time.sleep(1)
finally:
    timer.deinit()
    client.disconnect()
