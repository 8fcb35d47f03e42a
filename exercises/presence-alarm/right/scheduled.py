# style: an interrupt schedules the news, a timer the signs of life
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


from machine import Timer
from umqtt.simple import MQTTClient
import micropython

show("warming")
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
client.set_last_will(room.topic("watching"), b"0", retain=True)
client.connect()
client.publish(room.topic("watching"), b"1", retain=True)
told = None


def tell(_):
    global told
    level = motion.value()
    if level != told:
        told = level
        client.publish(room.topic("presence"), "1" if level else "0", retain=True)
        show("somebody!" if level else "nobody")


def live(_):
    client.ping()


timer = Timer(0)
timer.init(period=20000, callback=lambda _: micropython.schedule(live, 0))
while time.ticks_ms() < 61000:
    time.sleep_ms(100)
tell(0)
motion.irq(lambda _: micropython.schedule(tell, 0), Pin.IRQ_RISING | Pin.IRQ_FALLING)
