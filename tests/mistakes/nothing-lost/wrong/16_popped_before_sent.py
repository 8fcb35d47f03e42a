# mistake: The sample is taken out of the queue before it is sent: it is lost when publish fails.
# line: 48
# names.fr: pop|retir|enlev ; avant|après|perd|échou|publish|envo
# names.en: pop|remov|tak ; before|after|lost|lose|fail|publish|sen
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import asyncio
import dht
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
attente = []
echeance = 0


async def mesurer():
    global echeance
    capteur = dht.DHT22(Pin(15))
    await asyncio.sleep(2)
    echeance = time.ticks_ms()
    while True:
        capteur.measure()
        attente.append({"t": time.ticks_ms() / 1000, "temperature": capteur.temperature()})
        if len(attente) > 120:
            attente.pop(0)
        echeance = time.ticks_add(echeance, 5000)
        await asyncio.sleep_ms(max(0, time.ticks_diff(echeance, time.ticks_ms())))


async def envoyer():
    connecte = False
    while True:
        await asyncio.sleep_ms(50)
        if not attente or time.ticks_diff(echeance, time.ticks_ms()) < 2500:
            continue
        try:
            if not connecte:
                client.connect(timeout=1)
                connecte = True
            client.sock.settimeout(2)
            mesure = attente.pop(0)
            client.publish(room.topic("samples"), json.dumps(mesure), qos=1)
        except OSError:
            connecte = False
            await asyncio.sleep(1)


async def main():
    await asyncio.gather(mesurer(), envoyer())


asyncio.run(main())
