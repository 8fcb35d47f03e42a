# mistake: The program ends once the network is joined, and does not see a cut.
# line: 0
# names.fr: surveill|boucle|while|arrêt|fin|termin ; réseau|lost|coupure|disparaît|perd|isconnected
# names.en: watch|loop|while|stop|end ; network|lost|cut|goes away|lose|isconnected
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)

attempts = 0
while not wlan.isconnected() and attempts < 5:
    attempts += 1
    print("joining")
    wlan.disconnect()
    wlan.connect(room.ssid, room.wifi_password)
    begin = time.ticks_ms()
    while not wlan.isconnected() and time.ticks_diff(time.ticks_ms(), begin) < 10000:
        time.sleep_ms(100)
    if not wlan.isconnected():
        wlan.disconnect()
        if attempts < 5:
            time.sleep(5)

if wlan.isconnected():
    print("joined")
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
    client.disconnect()
else:
    print("failed")
