# mistake: The module queue of big Python does not exist on the board.
# line: 7
# names.fr: queue ; module|import|liste|micropython|bibliothèque
# names.en: queue ; module|import|list|micropython|library
from machine import Pin
from umqtt.simple import MQTTClient
from queue import Queue
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
attente = Queue(120)
en_main = None
connecte = False
time.sleep(2)
echeance = time.ticks_ms()
while True:
    capteur.measure()
    if attente.full():
        attente.get()
    attente.put({"t": time.ticks_ms() / 1000, "temperature": capteur.temperature()})
    echeance = time.ticks_add(echeance, 5000)
    try:
        if not connecte:
            client.connect(timeout=1)
            connecte = True
        while time.ticks_diff(echeance, time.ticks_ms()) > 2500:
            if en_main is None:
                if attente.empty():
                    break
                en_main = attente.get()
            client.sock.settimeout(2)
            client.publish(room.topic("samples"), json.dumps(en_main), qos=1)
            en_main = None
    except OSError:
        connecte = False
    time.sleep_ms(max(0, time.ticks_diff(echeance, time.ticks_ms())))
