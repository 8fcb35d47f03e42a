# mistake: After a failed reading the loop starts again at once: less than 2 s between two readings.
# line: 33
# names.fr: 2 s|pause|attend|attente|trop vite|trop tôt|continue|trop souvent
# names.en: 2 s|pause|wait|too fast|too soon|continue|too often
import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient


def join():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(100)


join()
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
sensor = dht.DHT22(Pin(15))

while True:
    try:
        sensor.measure()
    except Exception as error:
        print("failed:", error)
        continue
    client.publish(
        room.topic("climate"),
        json.dumps({"temperature": sensor.temperature(), "humidity": sensor.humidity()}),
    )
    time.sleep(5)
