# mistake: 24 * 60 seconds are 24 minutes, not 24 hours: movements are forgotten much too early.
# line: 14
# names.fr: 24|JOURNEE|1440|60|duree ; heure|3600|86400|seconde|minute
# names.en: 24|JOURNEE|1440|60|long ; hour|3600|86400|second|minute
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import asyncio
import dht
import json
import network
import time

JOURNEE = 24 * 60  # en secondes
mouvements = []
capteur = dht.DHT22(Pin(15))
pir = Pin(27, Pin.IN)


def bouge(pin):
    mouvements.append(time.time())


def nettoyer():
    maintenant = time.time()
    vieux = [m for m in mouvements if maintenant - m > JOURNEE]
    for m in vieux:
        mouvements.remove(m)


def presence():
    nettoyer()
    maintenant = time.time()
    return [maintenant - m for m in mouvements]


def effacer(sujet, message):
    mouvements.clear()
    client.publish(room.topic("done/erase"), json.dumps({"done": True}))


async def thermometre():
    dernier = None
    depuis = 0
    fenetre = []
    alerte = False
    prochaine = time.ticks_ms()
    while True:
        capteur.measure()
        t = capteur.temperature()
        if dernier is None or abs(t - dernier) >= 0.5 or time.time() - depuis >= 3000:
            client.publish(room.topic("climate"), json.dumps({"temperature": t}))
            dernier, depuis = t, time.time()
        if len(fenetre) > 3:
            ecart = abs(t - sum(fenetre) / len(fenetre))
            if ecart >= 3 and not alerte:
                alerte = True
                client.publish(room.topic("alert"), json.dumps({"temperature": t}))
            if ecart < 1:
                alerte = False
        fenetre = fenetre[-29:] + [t]
        nettoyer()
        prochaine = time.ticks_add(prochaine, 60000)
        await asyncio.sleep_ms(max(0, time.ticks_diff(prochaine, time.ticks_ms())))


async def ecouter():
    while True:
        client.check_msg()
        await asyncio.sleep(1)


async def main():
    asyncio.create_task(ecouter())
    await thermometre()


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
pir.irq(bouge, Pin.IRQ_RISING)
asyncio.run(main())
