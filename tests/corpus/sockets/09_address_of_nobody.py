# expect: a name that nobody knows
# prints: OSError -202
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
import socket

try:
    socket.getaddrinfo("nobody.example", 80)
except OSError as error:
    print("OSError", error.errno)
