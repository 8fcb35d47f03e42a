# expect: getaddrinfo of an address
# prints: 2 1 ('192.168.4.1', 1883)
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
import socket

family, kind, _, _, address = socket.getaddrinfo("192.168.4.1", 1883)[0]
print(family, kind, address)
