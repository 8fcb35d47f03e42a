# style: state machine: joining, warming, nobody, somebody
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

JOINING, WARMING, NOBODY, SOMEBODY = range(4)
WORDS = ("joining", "warming up", "nobody", "somebody")

begin = time.ticks_ms()
eye = Pin(13, Pin.IN)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=30)
client.set_last_will(room.topic("watching"), "0", retain=True)
ping_due = begin


def enter(state):
    screen.fill(0)
    screen.text(WORDS[state], 0, 28)
    screen.show()
    if state == WARMING:
        client.connect()
        client.publish(room.topic("watching"), "1", retain=True)
    elif state in (NOBODY, SOMEBODY):
        client.publish(room.topic("presence"), "1" if state == SOMEBODY else "0", retain=True)
    return state


def next_state(state):
    if state == JOINING:
        return WARMING if wlan.isconnected() else JOINING
    if state == WARMING and time.ticks_diff(time.ticks_ms(), begin) < 61000:
        return WARMING
    return SOMEBODY if eye.value() else NOBODY


state = enter(JOINING)
while True:
    wanted = next_state(state)
    if wanted != state:
        state = enter(wanted)
    if state != JOINING and time.ticks_diff(ping_due, time.ticks_ms()) <= 0:
        ping_due = time.ticks_add(time.ticks_ms(), 12000)
        client.ping()
        client.check_msg()
    time.sleep_ms(100)
