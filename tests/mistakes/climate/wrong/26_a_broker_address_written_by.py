# mistake: A broker address written by hand.
# line: 18
# names.fr: room.broker
# names.en: room.broker
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht, json, network, time

sensor = dht.DHT22(Pin(15))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

client = MQTTClient(room.client_id, "192.168.1.10", room.port, room.user, room.password)
client.connect()

prochain = time.ticks_ms()
while True:
    try:
        sensor.measure()
        message = {"temperature": sensor.temperature(), "humidity": sensor.humidity()}
        client.publish(room.topic("climate"), json.dumps(message))
    except Exception as probleme:
        print("lecture ratée", probleme)
    prochain = time.ticks_add(prochain, 5000)
    time.sleep_ms(time.ticks_diff(prochain, time.ticks_ms()))
