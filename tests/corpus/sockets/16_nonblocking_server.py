# expect: accept without waiting, in a loop that blinks
# prints: EAGAIN
# prints: visited
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
import errno
import socket

server = socket.socket()
server.bind(("", 80))
server.listen(1)
server.setblocking(False)
told = False
while True:
    try:
        client, _ = server.accept()
        break
    except OSError as error:
        if not told:
            told = True
            print(errno.errorcode[error.errno])
        time.sleep_ms(100)
print("visited")
client.close()
