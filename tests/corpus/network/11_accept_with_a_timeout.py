# expect: a server that nobody visits
# prints: nobody
import network
import socket
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
server = socket.socket()
server.bind(("", 8080))
server.listen(1)
server.settimeout(2)
try:
    server.accept()
except OSError:
    print("nobody")
