# style: umqtt.robust, f-string, while not connected with wlan.status
from machine import Pin
from umqtt.robust import MQTTClient
import dht
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect("atelier", "atelier123")
    while wlan.status() != network.STAT_GOT_IP:
        time.sleep_ms(100)

client = MQTTClient("robust-board", "192.168.4.1")
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
        client.publish("room/climate", f'{{"humidity": {h:.1f}, "temperature": {t:.1f}}}')
    time.sleep_ms(4970)
