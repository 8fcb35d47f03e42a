# expect: select.poll with a socket that has nothing
# prints: []
import network
import select
import socket
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
s = socket.socket()
s.bind(("0.0.0.0", 8080))
s.listen(1)
poller = select.poll()
poller.register(s, select.POLLIN)
print(poller.poll(500))
