from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

# The sensor is wired to pin 15.
sensor = dht.DHT22(Pin(15))

# 1. Join the Wi-Fi "atelier", password "atelier123", and wait until you are in.
# 2. Connect to the MQTT broker, at the address 192.168.4.1.
# 3. Every 5 s: read the sensor, publish {"temperature": ..., "humidity": ...} on "room/climate".

sensor.measure()
print(sensor.temperature(), sensor.humidity())
