# style: micropython.schedule from a Timer, nested functions, try/finally
import dht
import json
import micropython
import network
import time
from machine import Pin, Timer
from umqtt.simple import MQTTClient
from lab import room


def recorder(pin, limit):
    sensor = dht.DHT22(Pin(pin))
    waiting = []

    def record(_):
        sensor.measure()
        waiting.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
        while len(waiting) > limit:
            waiting.pop(0)

    def oldest():
        return waiting[0] if waiting else None

    def sent(sample):
        if waiting and waiting[0] is sample:
            waiting.pop(0)

    return record, oldest, sent


def deliver(oldest, sent):
    client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
    try:
        client.connect(timeout=4)
        while True:
            sample = oldest()
            if sample is None:
                time.sleep_ms(100)
                continue
            client.sock.settimeout(4)
            client.publish(room.topic("samples"), json.dumps(sample), qos=1)
            sent(sample)
    finally:
        if client.sock:
            client.sock.close()


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
record, oldest, sent = recorder(15, 120)
timer = Timer(1)
timer.init(period=5000, callback=lambda _: micropython.schedule(record, None))
while True:
    try:
        deliver(oldest, sent)
    except OSError as error:
        print(error)
    time.sleep(1)
