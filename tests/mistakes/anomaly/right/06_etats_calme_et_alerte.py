# style: state machine (calm, doubtful, alerted), closures, dictionary of functions
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

MINUTE, HEURE, JOUR = 60, 3600, 86400


def faire_memoire():
    instants = []

    def noter(broche):
        instants.append(time.time())

    def lire():
        t = time.time()
        while instants and t - instants[0] > JOUR:
            instants.pop(0)
        return [t - i for i in instants]

    return noter, lire, instants.clear


noter, presence, tout_oublier = faire_memoire()


def faire_gardien(annoncer):
    etat = "calme"
    connues = []

    def suivant(t, ecart):
        if etat == "calme":
            return "doute" if ecart > 3 else "calme"
        if etat == "doute":
            if ecart > 3:
                annoncer(t)
                return "alerte"
            return "calme"
        return "calme" if ecart < 1 else "alerte"

    def garder(t):
        nonlocal etat
        if len(connues) >= 5:
            etat = suivant(t, abs(t - sum(connues) / len(connues)))
        connues.append(t)
        if len(connues) > 30:
            del connues[0]

    return garder


def faire_conteur(annoncer):
    dit = quand = None

    def conter(t):
        nonlocal dit, quand
        if dit is None or abs(t - dit) > 0.6 or time.time() - quand > HEURE - 5 * MINUTE:
            annoncer(t)
            dit, quand = t, time.time()

    return conter


def vers(nom):
    def annoncer(t):
        client.publish(room.topic(nom), json.dumps({"temperature": round(t, 1)}))

    return annoncer


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
