# style: one single loop with a variable for the state, no function at all
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)

etat = "debut"
essais = 0
instant = time.ticks_ms()

while etat != "fini":
    age = time.ticks_diff(time.ticks_ms(), instant)
    if etat == "debut" and wlan.isconnected():
        etat = "arrive"
    elif etat == "debut" or (etat == "pause" and age >= 3000):
        essais += 1
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        print("joining")
        etat = "essai"
        instant = time.ticks_ms()
    elif etat == "essai" and wlan.isconnected():
        etat = "arrive"
    elif etat == "essai" and age >= 10000:
        wlan.disconnect()
        instant = time.ticks_ms()
        if essais >= 5:
            etat = "fini"
        else:
            etat = "pause"
    elif etat == "arrive":
        print("joined")
        client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        client.connect()
        client.publish(room.topic("wifi"), json.dumps({"attempts": essais}))
        client.disconnect()
        etat = "dedans"
    elif etat == "dedans" and not wlan.isconnected():
        print("lost")
        essais = 0
        etat = "debut"
    time.sleep_ms(20)
print("failed")
