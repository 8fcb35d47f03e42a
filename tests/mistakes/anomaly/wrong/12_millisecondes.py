# mistake: presence gives milliseconds (ticks_ms), not seconds.
# line: 26
# names.fr: milliseconde|ticks_ms|ms|1000 ; seconde|presence|time.time|divis
# names.en: millisecond|ticks_ms|ms|1000 ; second|presence|time.time|divi
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

MINUTE, HEURE, JOUR = 60, 3600, 86400000


def faire_memoire():
    instants = []

    def noter(broche):
        instants.append(time.ticks_ms())

    def lire():
        t = time.ticks_ms()
        while instants and time.ticks_diff(t, instants[0]) > JOUR:
            instants.pop(0)
        return [time.ticks_diff(t, i) for i in instants]

    return noter, lire, instants.clear


noter, presence, tout_oublier = faire_memoire()


def faire_gardien(publier):
    situation = "calme"
    connues = []

    def suivant(t, ecart):
        if situation == "calme":
            return "doute" if ecart > 3 else "calme"
        if situation == "doute":
            if ecart > 3:
                publier(t)
                return "alerte"
            return "calme"
        return "calme" if ecart < 1 else "alerte"

    def verifier(t):
        nonlocal situation
        if len(connues) >= 5:
            situation = suivant(t, abs(t - sum(connues) / len(connues)))
        connues.append(t)
        if len(connues) > 30:
            del connues[0]

    return verifier


def faire_conteur(publier):
    dit = quand = None

    def raconter(t):
        nonlocal dit, quand
        if dit is None or abs(t - dit) > 0.6 or time.time() - quand > HEURE - 5 * MINUTE:
            publier(t)
            dit, quand = t, time.time()

    return raconter


def vers(nom):
    def publier(t):
        client.publish(room.topic(nom), json.dumps({"temperature": round(t, 1)}))

    return publier


def ordre(sujet, message):
    tout_oublier()
    client.publish(room.topic("done/erase"), "{}")


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(ordre)
client.connect()
client.subscribe(room.topic("do/erase"))

capteur = dht.DHT22(Pin(15))
Pin(27, Pin.IN).irq(noter, Pin.IRQ_RISING)
actions = [faire_conteur(vers("climate")), faire_gardien(vers("alert"))]
time.sleep(2)
tour = 0
depart = time.ticks_ms()
while True:
    if tour % 12 == 0:
        try:
            capteur.measure()
            for action in actions:
                action(capteur.temperature())
        except OSError as erreur:
            print(erreur)
        presence()
    client.check_msg()
    tour += 1
    depart = time.ticks_add(depart, 5000)
    time.sleep_ms(max(0, time.ticks_diff(depart, time.ticks_ms())))
