# expect: no network at all
# prints: no network
# ends: error OSError
import socket

s = socket.socket()
try:
    s.connect(("192.168.4.1", 80))
except OSError:
    print("no network")
s.connect(("192.168.4.1", 80))
