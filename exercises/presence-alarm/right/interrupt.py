# style: interrupt and flag, screen upside of words and numbers
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))

eye = Pin(13, Pin.IN)
changed = False


def edge(_pin):
    global changed
    changed = True


def draw(line):
    screen.fill(0)
    screen.text("presence", 0, 0)
    screen.text(line, 0, 20)
    screen.show()


draw("...")
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=30)
client.set_last_will(room.topic("watching"), b"0", True)
client.connect()
client.publish(room.topic("watching"), b"1", True)

# The sensor is cold for a minute; signs of life meanwhile.
while time.ticks_ms() < 60000:
    client.ping()
    time.sleep(5)

state = eye.value()
eye.irq(trigger=Pin.IRQ_RISING | Pin.IRQ_FALLING, handler=edge)
client.publish(room.topic("presence"), b"%d" % state, True)
draw("yes" if state else "no")
turns = 0
while True:
    if changed:
        changed = False
        if eye.value() != state:
            state = 1 - state
            client.publish(room.topic("presence"), b"%d" % state, True)
            draw("yes" if state else "no")
    turns += 1
    if turns % 100 == 0:
        client.ping()
    time.sleep_ms(100)
