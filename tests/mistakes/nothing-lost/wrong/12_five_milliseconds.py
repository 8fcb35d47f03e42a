# mistake: The due time grows by 5 ms instead of 5000 ms.
# line: 30
# names.fr: 5000|milliseconde|ms|seconde|2 s|5 s ; ticks_add|periode|5|échéance|rythme|rapproch|souvent|trop tôt|trop vite
# names.en: 5000|millisecond|ms|second|2 s|5 s ; ticks_add|periode|5|due|rhythm|often|rate|too soon|too fast
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

PERIODE = 5
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
    if time.ticks_diff(echeance, time.ticks_ms()) <= 0:
        capteur.measure()
        attente.append({"t": time.ticks_ms() / 1000, "temperature": capteur.temperature()})
        if len(attente) > 120:
            attente.pop(0)
        echeance = time.ticks_add(echeance, PERIODE)
    try:
        if not connecte and time.ticks_diff(echeance, time.ticks_ms()) > 2500:
            client.connect(timeout=1)
            connecte = True
        if connecte and attente and time.ticks_diff(echeance, time.ticks_ms()) > 2500:
            client.sock.settimeout(2)
            client.publish(room.topic("samples"), json.dumps(attente[0]), qos=1)
            attente.pop(0)
    except OSError:
        connecte = False
    time.sleep_ms(10)
