# expect: orders that switch a LED, callback with bytes
# prints: b'lab/lamp' b'on'
# prints: b'lab/lamp' b'off'
# does: pin 2 1
# does: pin 2 0
from machine import Pin
from umqtt.simple import MQTTClient
import network
import time

led = Pin(2, Pin.OUT, value=0)


def order(topic, message):
    print(topic, message)
    led.value(message == b"on")


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient("lamp", "192.168.4.1")
client.set_callback(order)
client.connect()
client.subscribe(b"lab/lamp")
end = time.ticks_add(time.ticks_ms(), 15000)
while time.ticks_diff(end, time.ticks_ms()) > 0:
    client.check_msg()
    time.sleep_ms(100)
