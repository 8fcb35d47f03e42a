# mistake: pop is followed by square brackets instead of parentheses.
# line: 39
# names.fr: pop ; parenthèse|crochet|()
# names.en: pop ; parenthes|bracket|()
from machine import Pin
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
file_attente = []
relie = False
time.sleep(2)
prochaine = time.ticks_ms()
while True:
    capteur.measure()
    mesure = {}
    mesure["t"] = time.ticks_ms() / 1000
    mesure["temperature"] = capteur.temperature()
    file_attente.append(mesure)
    if len(file_attente) > 120:
        file_attente.pop(0)
    prochaine = time.ticks_add(prochaine, 5000)
    try:
        if not relie:
            client.connect(timeout=1)
            relie = True
        while len(file_attente) > 0 and time.ticks_diff(prochaine, time.ticks_ms()) > 2500:
            client.sock.settimeout(2)
            client.publish(room.topic("samples"), json.dumps(file_attente[0]), qos=1)
            file_attente.pop[0]
    except OSError:
        relie = False
    time.sleep_ms(max(0, time.ticks_diff(prochaine, time.ticks_ms())))
