from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)

# À vous :
# 1. Si la carte n’a pas encore rejoint room.ssid, essayer : cinq essais de 10 s au plus, avec une pause entre deux.
# 2. Une fois dans le réseau : « joined », et un message sur room.topic("wifi").
# 3. Surveiller : si le réseau disparaît, « lost », et recommencer. Après cinq échecs de suite, « failed ».
print("joined" if wlan.isconnected() else "joining")
