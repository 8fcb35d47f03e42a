from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time

# Every order that makes sense, as it arrives, with the width of its pulse.
WIDTHS = {}
for degrees in range(181):
    WIDTHS[b"%d" % degrees] = 500000 + 1900000 * degrees // 180

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

servo = PWM(Pin(18), freq=50, duty_u16=0)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)


def follow(topic, message):
    width = WIDTHS.get(bytes(message))
    if width is None:
        print("?", message)
    else:
        servo.duty_ns(width)
        client.publish(room.topic("angle"), message)


client.set_callback(follow)
client.connect()
client.subscribe(room.topic("do/angle"))
try:
    while True:
        client.check_msg()
        time.sleep_ms(10)
finally:
    client.disconnect()
