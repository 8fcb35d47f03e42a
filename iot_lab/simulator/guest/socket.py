# `socket` on an ESP32 (ports/esp32/modsocket.c): the host has the bytes; a socket is its own file, as on the chip.
from _board import call as _call
from _arguments import text as _text
from _modules import Native as _Native, octets as _octets, whole as _whole
import io as _io

AF_INET = 2
AF_INET6 = 10
SOCK_STREAM = 1
SOCK_DGRAM = 2
SOCK_RAW = 3
IPPROTO_IP = 0
IPPROTO_TCP = 6
IPPROTO_UDP = 17
SOL_SOCKET = 4095
SO_REUSEADDR = 4
SO_BROADCAST = 32
SO_BINDTODEVICE = 4107
IP_ADD_MEMBERSHIP = 3
TCP_NODELAY = 1
MSG_PEEK = 1
MSG_DONTWAIT = 8

_PIECE = 2048


def getaddrinfo(host, port, af=0, type=0, proto=0, flags=0):
    name = host or "0.0.0.0"
    address = _call("socket-resolve", _hex(name))
    return [(AF_INET, type or SOCK_STREAM, 0, host, (address, int(port)))]


class socket(_io.IOBase, _Native):
    def __init__(self, af=AF_INET, type=SOCK_STREAM, proto=0, _number=None):
        _whole(af), _whole(proto)
        self._number = _number or _call("socket-open", str(_whole(type)))
        self._limit = -1  # microseconds; -1: wait for ever, 0: never wait

    def __repr__(self):
        return "<socket>"

    def _watched(self):
        return "socket:" + self._number

    def fileno(self):
        return int(self._number)

    def settimeout(self, value):
        self._limit = -1 if value is None else max(0, int(value * 1000000))

    def setblocking(self, value):
        self._limit = -1 if value else 0

    def setsockopt(self, level, option, value):
        pass

    def makefile(self, mode="rb", buffering=0):
        return self

    def connect(self, address):
        host, port = _address(address)
        limit = self._limit
        if limit == 0:
            limit = -1  # a virtual connection is there before anybody could look
        _call("socket-connect", "%s %d %s %d" % (self._number, limit, host, port))

    def bind(self, address):
        _call("socket-bind", "%s %d" % (self._number, _address(address)[1]))

    def listen(self, backlog=1):
        _call("socket-listen", "%s %d" % (self._number, backlog))

    def accept(self):
        number, host, port = self._wait("socket-accept", "").split(" ")
        return socket(AF_INET, SOCK_STREAM, 0, number), (host, int(port))

    def send(self, data):
        return self.write(data)

    def sendall(self, data):
        self.write(data)

    def write(self, buf, size=None):
        view = memoryview(_octets(buf))
        if size is not None:
            view = view[:size]
        for start in range(0, len(view), _PIECE):
            piece = bytes(view[start : start + _PIECE])
            _call("socket-write", "%s %d %s" % (self._number, self._limit, piece.hex()))
        return len(view)

    def sendto(self, data, address):
        host, port = _address(address)
        return int(_call("socket-send-to", "%s %s %d %s" % (self._number, host, port, _octets(data).hex() or "")))

    def recv(self, size):
        try:
            return self._read("some", min(size, _PIECE))
        except OSError as error:
            if error.errno != 128:
                raise
        return self.recvfrom(size)[0]

    def recvfrom(self, size):
        data, host, port = self._wait("socket-receive-from", " %d" % size).split(" ")
        return bytes.fromhex(data[1:]), (host, int(port))

    def read(self, size=-1):
        got = b""
        while size < 0 or len(got) < size:
            wanted = _PIECE if size < 0 else min(size - len(got), _PIECE)
            try:
                piece = self._read("all", wanted)
            except OSError as error:
                if error.errno != 11:
                    raise
                return got or None
            got += piece
            if len(piece) < wanted:
                break
        return got

    def readinto(self, buffer, size=None):
        data = self.read(len(buffer) if size is None else min(size, len(buffer)))
        if data is None:
            return None
        buffer[: len(data)] = data
        return len(data)

    def readline(self):
        line = b""
        while not line.endswith(b"\n"):
            try:
                piece = self._read("line", _PIECE)
            except OSError as error:
                if error.errno != 11:
                    raise
                return line or None
            line += piece
            if not piece:
                break
        return line

    def close(self):
        _call("socket-close", self._number)

    def _read(self, how, size):
        return bytes.fromhex(self._wait("socket-read", " %s %d" % (how, size))[1:])

    # Waiting goes on where an interrupt cut in; `_call` has run its callback by then.
    def _wait(self, what, more):
        left = self._limit
        while True:
            answer = _call(what, "%s %d%s" % (self._number, left, more))
            if answer[:2] != "w ":
                return answer
            left = int(answer[2:])


def _address(address):
    host, port = address
    return _call("socket-resolve", _hex(host or "0.0.0.0")), port


def _hex(name):
    return _text(name).hex() or ""  # the empty one is b"" here
