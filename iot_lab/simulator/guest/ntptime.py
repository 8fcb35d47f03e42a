# `ntptime`: ask a time server, set the clock (micropython-lib; the answer is that of RFC 5905).
from time import gmtime as _gmtime
import socket
import struct

host = "pool.ntp.org"
timeout = 1


def time():
    address = socket.getaddrinfo(host, 123)[0][-1]
    asking = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        asking.settimeout(timeout)
        asking.sendto(b"\x23" + bytes(47), address)
        answer = asking.recv(48)
    finally:
        asking.close()
    seconds = struct.unpack("!I", answer[40:44])[0]
    if seconds < 3913056000:  # before 2024: the count began again in 2036
        seconds += 0x100000000
    return seconds - 3155673600  # 1900 to 2000


def settime():
    import machine

    now = _gmtime(time())
    machine.RTC().datetime((now[0], now[1], now[2], now[6] + 1, now[3], now[4], now[5], 0))
