# Opens sockets without closing them, towards the computer itself. Ends: exception. Hint: network.no-wifi.
import socket

kept = []
for number in range(10**6):
    one = socket.socket()
    one.connect(("127.0.0.1", 22))
    kept.append(one)
