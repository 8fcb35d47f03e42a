# style: umqtt.robust, f-string, while not connected with wlan.status
from machine import Pin
from umqtt.robust import MQTTClient
from lab import room
import dht
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while wlan.status() != network.STAT_GOT_IP:
        time.sleep_ms(100)

client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()
sensor = dht.DHT22(Pin(15))

while True:
    good = False
    try:
        sensor.measure()
        t, h = sensor.temperature(), sensor.humidity()
        good = True
    except OSError:
        print("no answer")
    except Exception:
        print("blurred answer")
    if good:
        client.publish(room.topic("climate"), f'{{"humidity": {h:.1f}, "temperature": {t:.1f}}}')
    time.sleep_ms(4970)
