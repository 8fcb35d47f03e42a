# mistake: The function takes the message alone, but it is given the topic and the message.
# line: 23
# names.fr: deux|sujet|topic|2 ; paramètre|argument|message|fonction
# names.en: two|topic|2 ; parameter|argument|message|function
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time

bras = PWM(Pin(18), freq=50, duty_u16=0)


def wifi():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    if not wlan.isconnected():
        wlan.connect(room.ssid, room.wifi_password)
    while not wlan.isconnected():
        time.sleep_ms(200)


def recu(message):
    try:
        degres = int(message)
    except ValueError:
        print("écarté :", message)
        return
    if degres < 0 or degres > 180:
        return
    bras.duty_ns(500000 + degres * 1900000 // 180)
    client.publish(room.topic("angle"), str(degres))


wifi()
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(recu)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.check_msg()
    time.sleep_ms(50)
