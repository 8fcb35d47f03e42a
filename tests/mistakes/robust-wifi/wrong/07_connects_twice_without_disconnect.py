# mistake: The second attempt calls connect without disconnect first, which raises an error.
# line: 18
# names.fr: disconnect ; connect|deux fois|avant|essai|déjà
# names.en: disconnect ; connect|twice|before|first|attempt|already
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
        wlan.connect(room.ssid, room.wifi_password)
        begin = time.ticks_ms()
        while time.ticks_diff(time.ticks_ms(), begin) < 10000:
            if wlan.isconnected():
                return attempt
            time.sleep_ms(100)
        print("attempt", attempt, "did not work")
        if attempt < 5:
            time.sleep(3)
    wlan.disconnect()
    return None


attempts = 0
if not wlan.isconnected():
    attempts = join()
while attempts is not None:
    print("joined")
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
    client.disconnect()
    while wlan.isconnected():
        time.sleep_ms(200)
    print("lost")
    attempts = join()
print("failed")
