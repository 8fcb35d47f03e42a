# mistake: json is used but never imported.
# line: 31
# names.fr: json ; import
# names.en: json ; import
import dht, network, time
from machine import Pin
from umqtt.simple import MQTTClient

capteur = dht.DHT22(Pin(15))

def connexion_wifi(nom, mot_de_passe):
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    wlan.connect(nom, mot_de_passe)
    while not wlan.isconnected():
        time.sleep(0.2)

def lire():
    try:
        capteur.measure()
        return {"temperature": capteur.temperature(), "humidity": capteur.humidity()}
    except Exception as e:
        print("lecture ratée", e)

connexion_wifi("atelier", "atelier123")
client = MQTTClient("carte-lea", "192.168.4.1")
client.connect()
while True:
    mesure = lire()
    if mesure is not None:
        client.publish("room/climate", json.dumps(mesure))
    time.sleep(5)
