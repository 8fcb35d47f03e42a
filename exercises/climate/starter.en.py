from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

# The sensor is wired to pin 15.
sensor = dht.DHT22(Pin(15))

# 1. Join the Wi-Fi room.ssid, unless the board is there already, and wait until you are in.
# 2. Connect to the broker room.broker, with the board's account.
# 3. Every 5 s: read the sensor, publish {"temperature": ..., "humidity": ...} on room.topic("climate").
print("Wi-Fi:", room.ssid)

sensor.measure()
print(sensor.temperature(), sensor.humidity())
