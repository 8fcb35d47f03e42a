# mistake: The list is called instants, the interrupt's function says instant.
# line: 20
# names.fr: instant|instants ; nom|orthograph|faute|existe|connaît|défini|lettre
# names.en: instant|instants ; name|spell|typo|exist|know|defin|letter
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
        instant.append(time.time())

    def lire():
        t = time.time()
        while instants and t - instants[0] > JOUR:
            instants.pop(0)
        return [t - i for i in instants]

    return noter, lire, instants.clear


noter, presence, tout_oublier = faire_memoire()


def creer_gardien(annoncer):
    etat = "calme"
    recentes = []

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
        if len(recentes) >= 5:
            etat = suivant(t, abs(t - sum(recentes) / len(recentes)))
        recentes.append(t)
        if len(recentes) > 30:
            del recentes[0]

    return garder


def creer_conteur(annoncer):
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
actions = [creer_conteur(vers("climate")), creer_gardien(vers("alert"))]
time.sleep(2)
compteur = 0
depart = time.ticks_ms()
while True:
    if compteur % 12 == 0:
        try:
            capteur.measure()
            for action in actions:
                action(capteur.temperature())
        except OSError as erreur:
            print(erreur)
        presence()
    client.check_msg()
    compteur += 1
    depart = time.ticks_add(depart, 5000)
    time.sleep_ms(max(0, time.ticks_diff(depart, time.ticks_ms())))
