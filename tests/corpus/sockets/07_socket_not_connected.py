# expect: reading from a socket that was never connected
# prints: True
import errno
import socket

s = socket.socket()
try:
    s.recv(10)
except OSError as error:
    print(error.errno == errno.ENOTCONN)
