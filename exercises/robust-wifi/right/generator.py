# style: generator of looks, longer and longer pauses
from lab import room
from umqtt.simple import MQTTClient
import network
import time

station = network.WLAN(network.STA_IF)
station.active(True)
made = 0


def looks():
    """Yield whether the board is in, attempt after attempt, until five have failed."""
    global made
    for pause_s in (3, 4, 6, 8, 0):
        made += 1
        print("joining")
        station.connect(room.ssid, room.wifi_password)
        for _ in range(45):
            yield station.isconnected()
            time.sleep(0.2)
        station.disconnect()
        time.sleep(pause_s)


def publish(count):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), '{"attempts": ' + str(count) + "}")
    client.disconnect()


while station.isconnected() or any(looks()):
    print("joined")
    publish(made)
    while station.isconnected():
        time.sleep_ms(300)
    print("lost")
    station.disconnect()
    made = 0
print("failed")
