# expect: two servers on one port
# prints: OSError
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
import socket

a, b = socket.socket(), socket.socket()
a.bind(("", 8080))
a.listen(1)
try:
    b.bind(("", 8080))
    b.listen(1)
    print("both")
except OSError:
    print("OSError")
