# mistake: pir.irq(commence(), ...) calls the function at once, without its parameter, instead of giving it: an error.
# line: 70
# names.fr: irq|commence|fonction ; parenthese|appel|nom|argument|parametre|()
# names.en: irq|commence|function ; parenthes|call|bracket|name|argument|parameter|()
import dht, json, network, time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

ECART_CLIMAT = 0.6      # °C
ECART_ALERTE = 3        # °C
SILENCE_MAX = 50 * 60   # s
JOUR = 24 * 60 * 60     # s

dht22 = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)
debuts = []
etat = {"dit": None, "heure": 0, "alerte": False}
historique = []


def commence(broche):
    debuts.append(time.time())


def presence():
    t = time.time()
    return [t - d for d in debuts if t - d < JOUR]


def ordre(sujet, message):
    debuts.clear()
    client.publish(room.topic("done/erase"), "1")


def une_lecture():
    dht22.measure()
    t = dht22.temperature()
    message = json.dumps({"temperature": t})
    maintenant = time.time()
    if etat["dit"] is None or abs(etat["dit"] - t) >= ECART_CLIMAT or maintenant - etat["heure"] >= SILENCE_MAX:
        client.publish(room.topic("climate"), message)
        etat["dit"] = t
        etat["heure"] = maintenant
    if historique:
        normale = sum(historique) / len(historique)
        if abs(t - normale) < 1:
            etat["alerte"] = False
        elif abs(t - normale) >= ECART_ALERTE and not etat["alerte"]:
            client.publish(room.topic("alert"), message)
            etat["alerte"] = True
    historique.append(t)
    if len(historique) > 30:
        historique.pop(0)
    while debuts and maintenant - debuts[0] >= JOUR:
        debuts.pop(0)


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

pir.irq(commence(), Pin.IRQ_RISING)

suivante = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), suivante) >= 0:
        une_lecture()
        suivante = time.ticks_add(suivante, 60000)
    client.check_msg()
    time.sleep_ms(300)
