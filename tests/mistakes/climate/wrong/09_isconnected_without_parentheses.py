# mistake: wlan.isconnected is not called, so that the program does not wait for the Wi-Fi.
# line: 18
# names.fr: isconnected|wi-fi|wifi ; parenthèse|()|attend|attente
# names.en: isconnected|wi-fi|wifi ; parenthes|bracket|()|wait
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import json
import network
import time

sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected:
    time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()

while True:
    try:
        sensor.measure()
        said = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
        client.publish(room.topic("climate"), json.dumps(said))
    except Exception:
        pass
    time.sleep(5)
