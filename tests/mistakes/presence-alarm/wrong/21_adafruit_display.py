# mistake: The screen has no method display(): it is show().
# line: 20
# names.fr: display ; show
# names.en: display ; show
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

oled = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
pir = Pin(13, Pin.IN)
begin = time.ticks_ms()


def message(text):
    oled.fill(0)
    oled.text(text, 0, 30)
    oled.display()


message("warm up")
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
mqtt.set_last_will(room.topic("watching"), "0", retain=True)
mqtt.connect()
mqtt.publish(room.topic("watching"), "1", retain=True)
last, ping = None, time.ticks_ms()
while True:
    warm = time.ticks_diff(time.ticks_ms(), begin) > 60500
    v = pir.value()
    if warm and v != last:
        last = v
        mqtt.publish(room.topic("presence"), str(v), retain=True)
        message("ALERT" if v else "ok")
    if time.ticks_diff(time.ticks_ms(), ping) > 20000:
        mqtt.ping()
        ping = time.ticks_ms()
    mqtt.check_msg()
    time.sleep_ms(200)
