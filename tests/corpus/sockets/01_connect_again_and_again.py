# expect: connect called in the waiting loop, while it is still connecting
# ends: error OSError
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
while not wlan.isconnected():
    wlan.connect("atelier", "atelier123")
    time.sleep_ms(100)
print("connected")
