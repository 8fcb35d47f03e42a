# mistake: The program tries for ever, and never says failed.
# line: 17
# names.fr: cinq|5 ; renonc|sans fin|failed|arrêt|toujours|jamais|limit|infini
# names.en: five|5 ; give|gave|for ever|forever|failed|stop|never|limit|endless
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def insister():
    essai = 0
    while True:
        essai += 1
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        debut = time.ticks_ms()
        while time.ticks_diff(time.ticks_ms(), debut) < 10000:
            if wlan.isconnected():
                return essai
            time.sleep_ms(100)
        wlan.disconnect()
        time.sleep(5)


nombre = 0
if not wlan.isconnected():
    nombre = insister()
while True:
    print("joined")
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": nombre}))
    client.disconnect()
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
    nombre = insister()
