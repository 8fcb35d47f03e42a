# style: asks the clock at each turn, French names, a formatted string
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import network
import time

PERIODE_MS = 5000
reseau = network.WLAN(network.STA_IF)
reseau.active(True)
if not reseau.isconnected():
    reseau.connect(room.ssid, room.wifi_password)
    while not reseau.isconnected():
        pass

courtier = MQTTClient(
    client_id=room.client_id, server=room.broker, port=room.port, user=room.user, password=room.password
)
courtier.connect()
capteur = dht.DHT22(Pin(15))
prochaine = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), prochaine) < 0:
        time.sleep_ms(100)
        continue
    prochaine = time.ticks_add(prochaine, PERIODE_MS)
    try:
        capteur.measure()
    except Exception as erreur:
        print(f"pas de mesure : {erreur}")
        continue
    message = f'{{"temperature": {capteur.temperature()}, "humidity": {capteur.humidity()}, "unit": "C"}}'
    courtier.publish(room.topic("climate"), message)
