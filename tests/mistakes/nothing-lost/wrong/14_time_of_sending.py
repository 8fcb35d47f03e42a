# mistake: t is the moment of sending, not that of the sample.
# line: 35
# names.fr: moment|heure|instant|`t`|"t"|« t »|temps|date ; envoi|envoy|publi|mesur|prise|part
# names.en: moment|time|when|`t`|"t" ; send|sent|publish|sampl|measur|taken|leaves
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
temperatures = []
connecte = False
time.sleep(2)
echeance = time.ticks_ms()
while True:
    capteur.measure()
    temperatures.append(capteur.temperature())
    if len(temperatures) > 120:
        temperatures.pop(0)
    echeance = time.ticks_add(echeance, 5000)
    try:
        if not connecte:
            client.connect(timeout=1)
            connecte = True
        while temperatures and time.ticks_diff(echeance, time.ticks_ms()) > 2500:
            client.sock.settimeout(2)
            texte = json.dumps({"t": time.ticks_ms() / 1000, "temperature": temperatures[0]})
            client.publish(room.topic("samples"), texte, qos=1)
            temperatures.pop(0)
    except OSError:
        connecte = False
    time.sleep_ms(max(0, time.ticks_diff(echeance, time.ticks_ms())))
