from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)

# Your turn:
# 1. If the board has not joined room.ssid yet, try: five attempts of 10 s at most, with a pause between two.
# 2. Once in the network: "joined", and a message on room.topic("wifi").
# 3. Keep watch: if the network goes away, "lost", and start again. After five failures in a row, "failed".
print("joined" if wlan.isconnected() else "joining")
