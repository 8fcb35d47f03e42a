# style: two files, the second one says what has changed
with open("changes.py", "w") as file:
    file.write(
        """
class Changes:
    def __init__(self, read):
        self.read, self.last = read, None

    def __iter__(self):
        return self

    def __next__(self):
        now = self.read()
        has_changed, self.last = now != self.last, now
        return now if has_changed else None
"""
    )

from changes import Changes
from lab import room
from machine import Pin, SoftI2C
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

pir = Pin(13, Pin.IN)
screen = SSD1306(SoftI2C(scl=Pin(22), sda=Pin(21)))
screen.fill(0)
screen.hline(0, 32, 100, 1)
screen.show()

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(50)

client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=45)
client.set_last_will(room.topic("watching"), b"0", retain=True, qos=1)
client.connect()
client.publish(room.topic("watching"), b"1", retain=True, qos=1)

for second in range(62):
    time.sleep(1)
    if second % 15 == 0:
        client.ping()

quiet_turns = 0
for presence in Changes(pir.value):
    quiet_turns += 1
    if presence is not None:
        client.publish(room.topic("presence"), str(presence).encode(), retain=True, qos=1)
        screen.fill(presence)
        screen.text("moves" if presence else "calm", 8, 8, 1 - presence)
        screen.show()
        quiet_turns = 0
    elif quiet_turns >= 60:
        client.ping()
        quiet_turns = 0
    time.sleep_ms(250)
