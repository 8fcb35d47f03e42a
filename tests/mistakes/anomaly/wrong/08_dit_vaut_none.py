# mistake: At the first reading nothing has been said yet: a number is compared with None.
# line: 53
# names.fr: None ; dit|premi|soustr|nombre|calcul|rien
# names.en: None ; dit|first|subtract|number|nothing
import asyncio
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient

UN_JOUR = 24 * 60 * 60
capteur = dht.DHT22(Pin(15))
detecteur = Pin(27, Pin.IN)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
mouvements = []
effacement_demande = False


def presence():
    t = time.time()
    return [t - d for d in mouvements if t - d <= UN_JOUR]


def commence(broche):
    mouvements.append(time.time())


def message_recu(sujet, contenu):
    global effacement_demande
    effacement_demande = True


def publier(nom, t):
    client.publish(room.topic(nom), json.dumps({"temperature": round(t, 1)}))


async def temperature():
    await asyncio.sleep(2)
    demi_heure = []
    dit, quand = None, 0
    suspect, alerte = 0, False
    due = time.ticks_ms()
    while True:
        try:
            capteur.measure()
            t = capteur.temperature()
        except OSError:
            t = None
        if t is not None:
            if abs(t - dit) >= 0.6 or time.time() - quand >= 3000:
                publier("climate", t)
                dit, quand = t, time.time()
            if len(demi_heure) >= 10:
                normale = sum(demi_heure) / len(demi_heure)
                if abs(t - normale) > 3:
                    suspect += 1
                else:
                    suspect = 0
                if suspect == 2 and not alerte:
                    publier("alert", t)
                    alerte = True
                if abs(t - normale) < 1:
                    alerte = False
            demi_heure.append(t)
            if len(demi_heure) > 30:
                demi_heure.pop(0)
        due = time.ticks_add(due, 60000)
        await asyncio.sleep_ms(max(0, time.ticks_diff(due, time.ticks_ms())))


async def messages():
    global effacement_demande
    while True:
        client.check_msg()
        if effacement_demande:
            effacement_demande = False
            mouvements.clear()
            client.publish(room.topic("done/erase"), json.dumps({"done": 1}))
        await asyncio.sleep(3)


async def oublier():
    while True:
        await asyncio.sleep(600)
        while mouvements and time.time() - mouvements[0] > UN_JOUR:
            mouvements.pop(0)


async def principal():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        await asyncio.sleep_ms(200)
    client.set_callback(message_recu)
    client.connect()
    client.subscribe(room.topic("do/erase"))
    detecteur.irq(commence, Pin.IRQ_RISING)
    await asyncio.gather(temperature(), messages(), oublier())


asyncio.run(principal())
