# expect: the board serves a page that switches a LED
# prints: listening
# prints: GET /on
# prints: led 1
# prints: GET /off
# prints: led 0
# does: pin 2 1
# does: pin 2 0
from machine import Pin
import network
import socket
import time

led = Pin(2, Pin.OUT, value=0)
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("0.0.0.0", 80))
server.listen(1)
print("listening")
for _ in range(2):
    client, address = server.accept()
    request = client.recv(1024).decode()
    method, path, _ = request.split(" ", 2)
    print(method, path)
    led.value(path == "/on")
    client.send(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>LED %d</h1>" % led.value())
    client.close()
    print("led", led.value())
server.close()
