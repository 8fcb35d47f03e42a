# mistake: The person's name goes out in every climate message.
# line: 50
# names.fr: nom|prénom|owner|personne
# names.en: name|owner|person
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

owner = json.load(open("owner.json"))["name"]
dht22 = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)
mouvements = []


class Memoire:
    dit = None
    quand = 0
    serie = []
    alerte = False


def debut(broche):
    mouvements.append(time.time())


def trier():
    while mouvements and time.time() - mouvements[0] > 86400:
        mouvements.pop(0)


def presence():
    trier()
    return [time.time() - m for m in mouvements]


def effacer(topic, msg):
    mouvements.clear()
    client.publish(room.topic("done/erase"), "ok")


def mesurer(m):
    dht22.measure()
    t = dht22.temperature()
    if m.dit is None or abs(t - m.dit) >= 0.5 or time.time() - m.quand >= 3500:
        m.dit, m.quand = t, time.time()
        client.publish(room.topic("climate"), json.dumps({"temperature": t, "room": owner}))
    m.serie = (m.serie + [t])[-30:]
    ecart = abs(t - sum(m.serie) / len(m.serie))
    if ecart > 3 and not m.alerte:
        m.alerte = True
        client.publish(room.topic("alert"), json.dumps({"temperature": t}))
    elif ecart < 1:
        m.alerte = False


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(effacer)
client.connect()
client.subscribe(room.topic("do/erase"))
pir.irq(debut, Pin.IRQ_RISING)
memoire = Memoire()
while True:
    try:
        mesurer(memoire)
    except Exception as e:
        print(e)
    trier()
    client.check_msg()
    time.sleep(60)
