# mistake: print is written without parentheses, as in Python 2.
# line: 29
# names.fr: print ; parenthèse|(
# names.en: print ; parenthes|bracket|(
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)

essais = 0
while essais < 5:
    if not wlan.isconnected():
        essais = essais + 1
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        tours = 0
        while not wlan.isconnected() and tours < 100:
            tours += 1
            time.sleep_ms(100)
        if not wlan.isconnected():
            wlan.disconnect()
            time.sleep(1)
            continue
    print "joined"
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": essais}))
    client.disconnect()
    while wlan.isconnected():
        time.sleep_ms(100)
    print("lost")
    essais = 0
print("failed")
