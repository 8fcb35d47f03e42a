# expect: recv from a server that stays silent
# prints: ETIMEDOUT True
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
import errno
import socket

s = socket.socket()
s.settimeout(1)
s.connect(("192.168.4.1", 80))
start = time.ticks_ms()
try:
    s.recv(10)
except OSError as error:
    waited = time.ticks_diff(time.ticks_ms(), start)
    print(errno.errorcode[error.errno], 900 <= waited <= 1300)
