# mistake: json is used but never imported.
# line: 15
# names.fr: json ; import
# names.en: json ; import
from lab import room
from umqtt.simple import MQTTClient
import network, time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)

def publier(nombre):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": nombre}))
    client.disconnect()

def essayer():
    essai = 0
    while essai < 5:
        essai = essai + 1
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        debut = time.ticks_ms()
        while time.ticks_diff(time.ticks_ms(), debut) < 10000:
            if wlan.isconnected():
                return essai
            time.sleep(0.1)
        wlan.disconnect()
        time.sleep(1)
    return -1

resultat = 0
if not wlan.isconnected():
    resultat = essayer()
while resultat >= 0:
    print("joined")
    publier(resultat)
    while wlan.isconnected():
        time.sleep(0.5)
    print("lost")
    resultat = essayer()
print("failed")
