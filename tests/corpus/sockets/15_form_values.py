# expect: a query taken apart by the board's server
# prints: {'led': 'on'} 2
# prints: level 70
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
import socket


def query(path):
    values = {}
    if "?" in path:
        for pair in path.split("?", 1)[1].split("&"):
            name, value = pair.split("=")
            values[name] = value
    return values


server = socket.socket()
server.bind(socket.getaddrinfo("0.0.0.0", 80)[0][-1])
server.listen(5)
client, where = server.accept()
stream = client.makefile("rwb", 0)
line = stream.readline().decode()
while stream.readline() not in (b"", b"\r\n"):
    pass
values = query(line.split(" ")[1])
print({"led": values["led"]}, len(where))
print("level", int(values["level"]))
client.sendall(b"HTTP/1.0 204 No Content\r\n\r\n")
client.close()
server.close()
