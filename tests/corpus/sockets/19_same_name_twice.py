# expect: a second client with the same name throws the first one out
# prints: first lost
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
from umqtt.simple import MQTTClient

first = MQTTClient("twin", "192.168.4.1")
first.connect()
second = MQTTClient("twin", "192.168.4.1")
second.connect()
time.sleep(1)
try:
    for _ in range(3):
        first.ping()
        first.check_msg()
        time.sleep_ms(300)
    print("both live")
except OSError:
    print("first lost")
