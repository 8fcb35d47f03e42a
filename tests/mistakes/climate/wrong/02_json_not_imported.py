# mistake: json is used but never imported.
# line: 33
# names.fr: json ; import
# names.en: json ; import
import dht, network, time
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room

capteur = dht.DHT22(Pin(15))

def connexion_wifi(nom, mot_de_passe):
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(nom, mot_de_passe)
    while not wlan.isconnected():
        time.sleep(0.2)

def lire():
    try:
        capteur.measure()
        return {"temperature": capteur.temperature(), "humidity": capteur.humidity()}
    except Exception as e:
        print("lecture ratée", e)

connexion_wifi(room.ssid, room.wifi_password)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()
while True:
    mesure = lire()
    if mesure is not None:
        client.publish(room.topic("climate"), json.dumps(mesure))
    time.sleep(5)
