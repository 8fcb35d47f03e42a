# mistake: isconnected is written isConnected.
# line: 37
# names.fr: isconnected ; nom|majuscule|minuscule|orthographe|existe|connaît|écri
# names.en: isconnected ; name|capital|small|spell|exist|know|writ
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def join():
    for attempt in range(1, 6):
        print("joining")
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        for _ in range(100):
            if wlan.isconnected():
                return attempt
            time.sleep_ms(100)
        wlan.disconnect()
        if attempt < 5:
            time.sleep(5)
    return None


def tell(attempts):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
    client.disconnect()


attempts = 0 if wlan.isConnected() else join()
while attempts is not None:
    print("joined")
    tell(attempts)
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
    attempts = join()
print("failed")
