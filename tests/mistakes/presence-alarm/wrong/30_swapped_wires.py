# mistake: SCL and SDA are swapped: the screen's SCL is on 22 and its SDA on 21, so it does not answer.
# line: 12
# names.fr: échang|invers|SCL|croisé ; 21|22|SDA|broche|I2C
# names.en: swap|revers|SCL|wrong way|cross|exchang ; 21|22|SDA|pin|I2C
import time
import network
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient

SDA, SCL = 22, 21
PIR = Pin(13, Pin.IN)

i2c = I2C(0, scl=Pin(SCL), sda=Pin(SDA), freq=400000)
screen = SSD1306(i2c)


def picture(line):
    screen.fill(0)
    screen.text(line, 8, 8)
    screen.show()


def network_and_broker():
    w = network.WLAN(network.STA_IF)
    w.active(True)
    if not w.isconnected():
        w.connect(room.ssid, room.wifi_password)
    while not w.isconnected():
        time.sleep_ms(100)
    c = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
    c.set_last_will(room.topic("watching"), "0", retain=True)
    c.connect()
    c.publish(room.topic("watching"), "1", retain=True)
    return c


picture("warming up")
client = network_and_broker()
before = None
last_ping = time.ticks_ms()
while True:
    now = time.ticks_ms()
    if now >= 61000:
        present = PIR.value()
        if present != before:
            before = present
            client.publish(room.topic("presence"), b"1" if present else b"0", retain=True)
            picture("somebody" if present else "nobody")
    if time.ticks_diff(now, last_ping) >= 30000:
        last_ping = now
        client.ping()
    client.check_msg()
    time.sleep_ms(100)
