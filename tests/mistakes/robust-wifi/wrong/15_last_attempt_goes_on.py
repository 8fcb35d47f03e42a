# mistake: After the fifth attempt there is no disconnect, so that the Wi-Fi itself goes on trying.
# line: 33
# names.fr: disconnect ; dernier|cinquième|5|renonc|continue|failed|fin|arrêt
# names.en: disconnect ; last|fifth|5|give|gave|goes on|failed|end|stop
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def wait_for_network(ms):
    begin = time.ticks_ms()
    while time.ticks_diff(time.ticks_ms(), begin) < ms:
        if wlan.isconnected():
            return True
        time.sleep_ms(100)
    return False


def join():
    for attempt in range(1, 6):
        if attempt > 1:
            time.sleep(5)
        wlan.disconnect()
        print("joining")
        wlan.connect(room.ssid, room.wifi_password)
        if wait_for_network(10000):
            return attempt
        if attempt < 5:
            wlan.disconnect()
    return None


attempts = 0 if wlan.isconnected() else join()
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
while True:
    time.sleep(1)
