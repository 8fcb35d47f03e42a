# mistake: wlan.isconnected is not called, so that the program does not wait for the Wi-Fi.
# line: 16
# names.fr: isconnected|wi-fi|wifi ; parenthèse|()|attend|attente
# names.en: isconnected|wi-fi|wifi ; parenthes|bracket|()|wait
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
while not wlan.isconnected:
    time.sleep_ms(100)

client = MQTTClient("toto", "192.168.4.1")
client.connect()

while True:
    try:
        sensor.measure()
        client.publish("room/climate", json.dumps({"temperature": sensor.temperature(), "humidity": sensor.humidity()}))
    except Exception:
        pass
    time.sleep(5)
