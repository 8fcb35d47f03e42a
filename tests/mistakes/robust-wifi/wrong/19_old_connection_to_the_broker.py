# mistake: The client of before the cut is used again without a new connection to the broker.
# line: 39
# names.fr: courtier|client|mqtt|connect ; nouvelle|nouveau|ancien|vieill|morte|coupure|retour|chaque
# names.en: broker|client|mqtt|connect ; new|old|dead|died|cut|return|each|again
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
is_connected_to_broker = False


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


attempts = 0 if wlan.isconnected() else join()
while attempts is not None:
    print("joined")
    if not is_connected_to_broker:
        client.connect()
        is_connected_to_broker = True
    try:
        client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
    except OSError as problem:
        print("broker:", problem)
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
    attempts = join()
print("failed")
