# expect: an outage of the broker survived by connecting again
# prints: connected
# prints: lost
# prints: connected
# does: mqtt-publish lab/n {}
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)

connected = was = False
told = 0
client = MQTTClient("stubborn", "192.168.4.1")
while told < 3:
    try:
        if not connected:
            client.connect(timeout=2)
            connected = True
        client.sock.settimeout(2)
        client.publish("lab/n", b"x", qos=1)
    except OSError:
        connected = False
    if connected != was:
        was = connected
        told += 1
        print("connected" if connected else "lost")
    time.sleep(1)
