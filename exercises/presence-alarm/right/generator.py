# style: generator of changes, try and finally
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
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=45)
client.set_last_will(room.topic("watching"), "0", retain=True)
client.connect()
client.publish(room.topic("watching"), "1", retain=True)
screen.text("start", 0, 0)
screen.show()


def changes(pin):
    """Yield each new value of a pin, and None in every other turn."""
    last = None
    while True:
        value = pin.value()
        yield value if value != last else None
        last = value


while time.ticks_ms() < 60000:
    time.sleep(10)
    client.ping()

try:
    quiet = 0
    for change in changes(eye):
        if change is not None:
            client.publish(room.topic("presence"), b"1" if change else b"0", retain=True)
            screen.fill(change)
            screen.text("presence" if change else "absence", 0, 30, 1 - change)
            screen.show()
        quiet += 1
        if quiet > 60:
            quiet = 0
            client.ping()
            client.check_msg()
        time.sleep_ms(250)
finally:
    client.publish(room.topic("watching"), "0", retain=True)
