# mistake: The function envoyer is never called.
# line: 29
# names.fr: envoyer ; appel|lanc|exécut
# names.en: envoyer ; call|run|execut
from machine import Pin, Timer
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
capteur = dht.DHT22(Pin(15))
attente = []


def mesurer(minuterie):
    capteur.measure()
    attente.append({"t": time.ticks_ms() / 1000, "temperature": capteur.temperature()})
    if len(attente) > 120:
        attente.pop(0)


def envoyer():
    try:
        client.connect(timeout=5)
        while True:
            while attente:
                premiere = attente[0]
                client.sock.settimeout(5)
                client.publish(room.topic("samples"), json.dumps(premiere), qos=1)
                if attente[0] is premiere:
                    attente.pop(0)
            time.sleep_ms(100)
    except OSError:
        time.sleep(1)


Timer(0).init(period=5000, mode=Timer.PERIODIC, callback=mesurer)
while True:
    time.sleep_ms(100)
