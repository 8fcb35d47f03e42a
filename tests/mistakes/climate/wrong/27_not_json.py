# mistake: str() of the dictionary gives single quotes, which is not JSON; json.dumps is needed.
# line: 32
# names.fr: str|apostrophe|guillemet|JSON ; dumps|json|double
# names.en: str|quote|JSON ; dumps|json|double
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht
import network
import time

sensor = dht.DHT22(Pin(15))

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()

while True:
    debut = time.ticks_ms()
    try:
        sensor.measure()
        mesure = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
    except Exception as e:
        print("lecture ratée :", e)
    else:
        client.publish(room.topic("climate"), str(mesure))
    while time.ticks_diff(time.ticks_ms(), debut) < 5000:
        time.sleep_ms(20)
