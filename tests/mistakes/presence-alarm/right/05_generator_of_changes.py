# style: generator that yields the state at each change, and None when it has nothing new
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

POWER_ON = time.ticks_ms()


def up_s():
    return time.ticks_diff(time.ticks_ms(), POWER_ON) / 1000


def states(pin, warm_s):
    while up_s() < warm_s:
        yield None
    last = pin.value()
    yield last
    while True:
        level = pin.value()
        yield level if level != last else None
        last = level


screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
screen.text("one minute...", 0, 28)
screen.show()

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=50)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)

next_ping_s = up_s() + 20
for state in states(Pin(13, Pin.IN), 61):
    if state is not None:
        client.publish(room.topic("presence"), str(state), retain=True)
        screen.fill(0)
        screen.text(("nobody", "somebody")[state], 0, 28)
        screen.show()
    if up_s() > next_ping_s:
        next_ping_s = up_s() + 20
        client.ping()
        client.check_msg()
    time.sleep_ms(100)
