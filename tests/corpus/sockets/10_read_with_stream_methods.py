# expect: readline and read of a socket
# prints: b'HTTP/1.0 200 OK\r\n'
# prints: b'12345'
# prints: b''
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
import socket

s = socket.socket()
s.connect(("192.168.4.1", 80))
s.write(b"GET /n HTTP/1.0\r\nHost: x\r\n\r\n")
first = s.readline()
print(b"HTTP/1.0" + first[8:])
while s.readline() != b"\r\n":
    pass
print(s.read())
print(s.read(1))
s.close()
