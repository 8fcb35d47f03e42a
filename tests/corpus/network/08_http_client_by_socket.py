# expect: a page fetched with a plain socket
# prints: HTTP/1.0 200 OK
# prints: hello board
import network
import socket
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)

address = socket.getaddrinfo("192.168.4.1", 8000)[0][-1]
s = socket.socket()
s.connect(address)
s.send(b"GET /hello.txt HTTP/1.0\r\nHost: 192.168.4.1\r\n\r\n")
answer = b""
while True:
    piece = s.recv(100)
    if not piece:
        break
    answer += piece
s.close()
head, body = answer.split(b"\r\n\r\n", 1)
print("HTTP/1.0" + head.split(b"\r\n")[0].decode()[8:])
print(body.decode())
