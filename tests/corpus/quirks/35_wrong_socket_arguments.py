# expect: a socket made of text
# prints: TypeError
import socket

try:
    socket.socket("tcp")
except TypeError:
    print("TypeError")
