# style: umqtt.robust
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21)))
motion = Pin(13, Pin.IN)


def show(text):
    screen.fill(0)
    screen.text(text, 10, 10)
    screen.show()


from umqtt.robust import MQTTClient

show("one minute")
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)
state = None
turns = 0
while True:
    turns += 1
    if turns % 60 == 0:
        client.ping()
    if time.ticks_ms() >= 60000 and motion.value() != state:
        state = motion.value()
        client.publish(room.topic("presence"), b"%d" % state, retain=True)
        show(("calm", "MOVES")[state])
    time.sleep_ms(250)
