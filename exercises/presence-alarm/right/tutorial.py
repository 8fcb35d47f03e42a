# style: names of public tutorials, state table, robust client
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306_I2C
from umqtt.robust import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

oled = SSD1306_I2C(128, 64, I2C(0, scl=Pin(22), sda=Pin(21)))
pir = Pin(13, Pin.IN)
SCREENS = {0: "all quiet", 1: "MOTION!", None: "warming"}
state = None


def update(new):
    global state
    state = new
    if new is not None:
        client.publish(room.topic("presence"), "{}".format(new), retain=True)
    oled.fill(0)
    oled.text(SCREENS[new], 4, 4)
    oled.show()


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=30)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)
update(None)
next_ping = 10
while True:
    now = time.ticks_ms() // 1000
    if now >= 61 and pir.value() != state:
        update(pir.value())
    if now >= next_ping:
        next_ping = now + 10
        client.ping()
    client.check_msg()
    time.sleep_ms(80)
