# expect: a port where nobody listens
# prints: refused
import network
import socket
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
s = socket.socket()
try:
    s.connect(socket.getaddrinfo("192.168.4.1", 9999)[0][-1])
    print("connected")
except OSError:
    print("refused")
finally:
    s.close()
