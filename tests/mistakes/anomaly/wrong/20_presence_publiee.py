# mistake: Each movement is published: none of it may leave the board.
# line: 127
# names.fr: presence|mouvement ; publi|sujet|topic|message|priv|discr
# names.en: presence|movement|motion ; publish|topic|message|priv
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient


class Passages:
    JOUR = 86400

    def __init__(self, broche):
        self.debuts = []
        broche.irq(self.commence, Pin.IRQ_RISING)

    def commence(self, broche):
        self.debuts.append(time.time())

    def oublier(self):
        maintenant = time.time()
        self.debuts = [d for d in self.debuts if maintenant - d <= self.JOUR]

    def ages(self):
        self.oublier()
        maintenant = time.time()
        return [maintenant - d for d in self.debuts]

    def effacer(self):
        self.debuts = []


class Reseau:
    def __init__(self, quand_effacer):
        self.wlan = network.WLAN(network.STA_IF)
        self.wlan.active(True)
        self.quand_effacer = quand_effacer
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.client.set_callback(self.recevoir)
        self.est_ouverte = False

    def ouvrir(self):
        if not self.wlan.isconnected():
            self.wlan.connect(room.ssid, room.wifi_password)
            for _ in range(100):
                if self.wlan.isconnected():
                    break
                time.sleep_ms(100)
        self.client.connect()
        self.client.subscribe(room.topic("do/erase"))
        self.est_ouverte = True

    def recevoir(self, sujet, message):
        self.quand_effacer()
        self.client.publish(room.topic("done/erase"), b"{}")

    def essayer(self, action, *valeurs):
        """Vrai si l'action a réussi."""
        try:
            if not self.est_ouverte:
                self.ouvrir()
            action(*valeurs)
            return True
        except OSError as erreur:
            print("réseau :", erreur)
            self.est_ouverte = False
            return False

    def dire(self, nom, temperature):
        texte = json.dumps({"temperature": round(temperature, 1)})
        return self.essayer(self.client.publish, room.topic(nom), texte)

    def ecouter(self):
        self.essayer(self.client.check_msg)


class Veilleur:
    def __init__(self):
        self.capteur = dht.DHT22(Pin(15))
        self.passages = Passages(Pin(27, Pin.IN))
        self.reseau = Reseau(self.passages.effacer)
        self.dernieres = []
        self.dit = None
        self.moment_dit = 0
        self.loin = 0
        self.alerte_donnee = False

    def lire(self):
        try:
            self.capteur.measure()
        except OSError:
            return
        t = self.capteur.temperature()
        self.raconter(t)
        self.controler(t)

    def raconter(self, t):
        if self.dit is None or abs(t - self.dit) > 0.5 or time.time() - self.moment_dit > 3000:
            if self.reseau.dire("climate", t):
                self.dit, self.moment_dit = t, time.time()

    def controler(self, t):
        if len(self.dernieres) > 5:
            ecart = abs(t - sum(self.dernieres) / len(self.dernieres))
            self.loin = self.loin + 1 if ecart > 3 else 0
            if self.loin >= 2 and not self.alerte_donnee:
                self.alerte_donnee = self.reseau.dire("alert", t)
            if ecart < 1:
                self.alerte_donnee = False
        self.dernieres = (self.dernieres + [t])[-30:]

    def vivre(self):
        time.sleep(2)
        prochaine = time.ticks_ms()
        connus = 0
        while True:
            if time.ticks_diff(time.ticks_ms(), prochaine) >= 0:
                prochaine = time.ticks_add(prochaine, 60000)
                self.lire()
                self.passages.oublier()
            self.reseau.ecouter()
            if len(self.passages.debuts) > connus:
                self.reseau.essayer(self.reseau.client.publish, room.topic("presence"), b"1")
            connus = len(self.passages.debuts)
            time.sleep(2)


veilleur = Veilleur()


def presence():
    return veilleur.passages.ages()


veilleur.vivre()
