# mistake: The return None stands inside the loop, so that there is one attempt only.
# line: 27
# names.fr: return|boucle|for ; décal|indent|retrait|un seul|premier|une fois|1|fin
# names.en: return|loop|for ; indent|one|first|once|only|end
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def rejoindre():
    for essai in range(1, 6):
        if essai > 1:
            time.sleep(5)
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        for dixieme in range(100):
            if wlan.isconnected():
                return essai
            time.sleep_ms(100)
        wlan.disconnect()
        return None


essai = 0
if not wlan.isconnected():
    essai = rejoindre()
while essai is not None:
    print("joined")
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": essai}))
    client.disconnect()
    while wlan.isconnected():
        time.sleep(1)
    print("lost")
    essai = rejoindre()
print("failed")
