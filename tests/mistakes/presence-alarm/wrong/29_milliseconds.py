# mistake: sleep_ms(60) waits for 60 milliseconds instead of 60 seconds, so false alarms of the warm-up are published.
# line: 30
# names.fr: milliseconde|ms|60000|seconde|unité ; 60|chauff|sleep_ms|attente|attend
# names.en: millisecond|ms|60000|second|unit ; 60|warm|sleep_ms|wait
from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

pir = Pin(13, Pin.IN)
oled = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
oled.text("Please wait", 0, 28)
oled.show()

wifi = network.WLAN(network.STA_IF)
wifi.active(True)
if not wifi.isconnected():
    wifi.connect(room.ssid, room.wifi_password)
    while not wifi.isconnected():
        time.sleep_ms(50)

mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password, keepalive=60)
mqtt.set_last_will(room.topic("watching"), "0", retain=True)
mqtt.connect()
mqtt.publish(room.topic("watching"), "1", retain=True)

# warm-up of the sensor
time.sleep_ms(60)

last_state = -1
loops = 0
while True:
    state = pir.value()
    if state != last_state:
        last_state = state
        mqtt.publish(room.topic("presence"), str(state), retain=True)
        oled.fill(state)
        oled.text("intruder!" if state else "all quiet", 0, 28, 1 - state)
        oled.show()
    loops += 1
    if loops == 200:          # 20 s
        loops = 0
        mqtt.ping()
    mqtt.check_msg()
    time.sleep_ms(100)
