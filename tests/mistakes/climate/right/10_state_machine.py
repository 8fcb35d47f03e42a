# style: state machine: join, connect, measure, wait
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

JOIN, CONNECT, MEASURE, WAIT = range(4)

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
sensor = dht.DHT22(Pin(15))
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)

state = JOIN
due = 0
while True:
    if state == JOIN:
        if wlan.isconnected():
            state = CONNECT
    elif state == CONNECT:
        client.connect()
        due = time.ticks_ms()
        state = MEASURE
    elif state == MEASURE:
        due = time.ticks_add(due, 5000)
        state = WAIT
        try:
            sensor.measure()
        except Exception as reason:
            print("no reading:", reason)
            continue
        values = {"temperature": round(sensor.temperature(), 1), "humidity": round(sensor.humidity(), 1)}
        client.publish(room.topic("climate"), json.dumps(values))
    elif time.ticks_diff(due, time.ticks_ms()) <= 0:
        state = MEASURE
    time.sleep_ms(20)
