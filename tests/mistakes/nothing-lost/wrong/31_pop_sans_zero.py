# mistake: After sending the oldest sample, pop() takes away the newest one instead of the oldest, pop(0).
# line: 42
# names.fr: pop|retir|enlev|supprim ; dernier|derniere|recent|ancien|premier|pop(0)|[0]|envoy
# names.en: pop|take|remov|delet ; last|newest|oldest|first|pop(0)|[0]|sent
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

# --- reseau ---
wifi = network.WLAN(network.STA_IF)
wifi.active(True)
if not wifi.isconnected():
    wifi.connect(room.ssid, room.wifi_password)
mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
connecte = False

# --- mesures ---
dht22 = dht.DHT22(Pin(15))
file_attente = []
echeance = time.ticks_ms()

while True:
    # 1. mesurer
    dht22.measure()
    instant = time.ticks_ms() / 1000
    file_attente.append({"t": instant, "temperature": dht22.temperature()})
    if len(file_attente) > 120:
        file_attente.pop(0)
    echeance = time.ticks_add(echeance, 5000)

    # 2. envoyer ce qui attend, tant qu'il reste du temps
    try:
        if not connecte:
            mqtt.connect()
            connecte = True
        while len(file_attente) > 0 and time.ticks_diff(echeance, time.ticks_ms()) > 1000:
            mqtt.publish(room.topic("samples"), json.dumps(file_attente[0]), qos=1)
            file_attente.pop()
    except OSError:
        connecte = False

    # 3. attendre la suite
    reste = time.ticks_diff(echeance, time.ticks_ms())
    if reste > 0:
        time.sleep_ms(reste)
