# mistake: The whole list is published in one message instead of one message per sample.
# line: 34
# names.fr: liste|toutes|ensemble|tout|groupe|seul message|plusieurs ; message|chaque|une par une|seule|chacune
# names.en: list|all|together|whole|several|one message ; message|each|one by one|alone|separate
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
attente = []
connecte = False
time.sleep(2)
echeance = time.ticks_ms()
while True:
    capteur.measure()
    attente.append({"t": time.ticks_ms() / 1000, "temperature": capteur.temperature()})
    if len(attente) > 120:
        attente.pop(0)
    echeance = time.ticks_add(echeance, 5000)
    try:
        if not connecte:
            client.connect(timeout=1)
            connecte = True
        client.sock.settimeout(2)
        client.publish(room.topic("samples"), json.dumps(attente), qos=1)
        attente = []
    except OSError:
        connecte = False
    time.sleep_ms(max(0, time.ticks_diff(echeance, time.ticks_ms())))
