# style: closures: a queue of two functions, a link that tells whether it sent; moments in tenths of a second
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import network
import time


def queue_of(most):
    kept = []

    def put(text):
        kept.append(text)
        kept[:] = kept[-most:]

    def flush(send, is_time):
        while kept and is_time():
            if not send(kept[0]):
                return
            kept.pop(0)

    return put, flush


def link_to(client, topic):
    state = {"open": False}

    def send(text):
        try:
            if not state["open"]:
                client.connect(timeout=1)
                client.sock.settimeout(2)
                state["open"] = True
            client.publish(topic, text, qos=1)
        except OSError:
            state["open"] = False
        return state["open"]

    return send


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
send = link_to(
    MQTTClient(room.client_id, room.broker, room.port, room.user, room.password), room.topic("samples")
)
put, flush = queue_of(120)
sensor = dht.DHT22(Pin(15))
time.sleep(2)
start = time.ticks_ms()
for number in range(1, 1000000):
    sensor.measure()
    put('{"t": %.1f, "temperature": %.1f}' % (time.ticks_ms() / 1000, sensor.temperature()))
    due = time.ticks_add(start, 5000 * number)
    flush(send, lambda: time.ticks_diff(due, time.ticks_ms()) > 2300)
    time.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))
