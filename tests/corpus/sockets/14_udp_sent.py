# expect: a UDP packet to nobody in particular
# prints: 5
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print(s.sendto(b"hello", ("192.168.4.255", 5005)))
s.close()
