# mistake: client.connect() is called only once at the start; after an outage nobody connects to the broker again.
# line: 0
# names.fr: connect|connexion|courtier|MQTT ; nouveau|reconnect|rappel|une seule fois|retablir|apres la panne|retour|refaire
# names.en: connect|broker|MQTT ; again|reconnect|only once|lost|after the outage|back|anew
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

MAX = 120
TOPIC = room.topic("samples")

sensor = dht.DHT22(Pin(15))
waiting = []


def start_network():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
        tries = 0
        while not wlan.isconnected() and tries < 80:
            time.sleep_ms(100)
            tries += 1
    mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    mqtt.connect()
    return mqtt


def store():
    sensor.measure()
    sample = {"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()}
    waiting.append(sample)
    if len(waiting) > MAX:
        waiting.pop(0)


def forward(mqtt, deadline):
    while waiting and time.ticks_diff(deadline, time.ticks_ms()) > 1000:
        try:
            mqtt.publish(TOPIC, json.dumps(waiting[0]), qos=1)
        except OSError:
            return  # later
        waiting.pop(0)


mqtt = start_network()
deadline = time.ticks_ms()
while True:
    store()
    deadline = time.ticks_add(deadline, 5000)
    forward(mqtt, deadline)
    left = time.ticks_diff(deadline, time.ticks_ms())
    if left > 0:
        time.sleep_ms(left)
