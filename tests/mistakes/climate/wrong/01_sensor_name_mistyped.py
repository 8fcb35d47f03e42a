# mistake: The sensor is called senssor in one place.
# line: 29
# names.fr: senssor|sensor ; nom|orthograph|faute|existe|connaît|défini|lettre
# names.en: senssor|sensor ; name|spell|typo|exist|know|defin|letter
from machine import Pin
from umqtt.simple import MQTTClient
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient("board-7", "192.168.4.1")
client.connect()

while True:
    try:
        sensor.measure()
    except Exception:
        time.sleep(5)
        continue
    data = {"temperature": senssor.temperature(), "humidity": sensor.humidity()}
    client.publish("room/climate", json.dumps(data))
    time.sleep(5)
