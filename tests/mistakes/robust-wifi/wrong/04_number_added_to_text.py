# mistake: A number is added to a text with +.
# line: 18
# names.fr: + ; str(|texte|chaîne|nombre|entier|json.dumps
# names.en: + ; str(|text|string|number|integer|json.dumps
from lab import room
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def annoncer(essais):
    print("joined")
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), '{"attempts": ' + essais + "}")
    client.disconnect()


def rejoindre():
    for essai in range(1, 6):
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        limite = time.ticks_add(time.ticks_ms(), 10000)
        while not wlan.isconnected() and time.ticks_diff(limite, time.ticks_ms()) > 0:
            time.sleep_ms(50)
        if wlan.isconnected():
            return essai
        wlan.disconnect()
        time.sleep_ms(1000)
    return None


essais = 0
if not wlan.isconnected():
    essais = rejoindre()
while essais is not None:
    annoncer(essais)
    while wlan.isconnected():
        time.sleep_ms(250)
    print("lost")
    essais = rejoindre()
print("failed")
