# umqtt's client as firmwares have it, made patient but never for ever.
#
# A broker whose laptop sleeps accepts connections and never answers. umqtt's `connect()` has no limit before MicroPython 1.26,
# and it sets its socket back to blocking at each packet. So the socket it gets is wrapped as it is put into `sock`: every
# call that waits ends ANSWER_MS after `begin()`, however slowly bytes come in, by OSError(ETIMEDOUT).
#
# umqtt writes a packet in five pieces. The second one would wait until the far end has acknowledged the first (Nagle's algorithm,
# RFC 896), and that one delays its acknowledgement: 40 ms a sample on Linux, 200 ms on Windows. So they are held until umqtt
# reads, which it does after each packet that is answered, and at each step.
#
# umqtt counts characters of a `str` where MQTT counts bytes: everything given to it here is bytes.
import errno
import json
import time

from micropython import const
from umqtt.simple import MQTTClient

from kit import memory

ANSWER_MS = 10000  # shorter than the watchdog
WAIT_MS = 2
MOST_READ_BYTES = 4097  # one more than an order may have: the rest is read, not kept, for it might not fit the memory
_DROPPED_BYTES = const(256)  # of what is not kept at once: byte by byte, 60 KB would take a chip longer than it may wait
_MOST_BRACKETS = const(256)  # 3,000 brackets are more lists than the memory holds
_MOST_HELD_BYTES = const(1024)  # about a segment: more goes at once
_LAST_PACKET_ID = const(65535)


class Client(MQTTClient):
    me = ""  # the board's identifier
    rivals = 0  # connections of a program under it: the broker closes ours

    def __init__(self, me, name, broker, secret, keepalive_s):
        Client.me, Client.rivals = me, 0
        self._end_ms = time.ticks_ms()
        super().__init__(me.encode(), broker["host"], broker["port"], name.encode(), secret.encode(), keepalive_s)

    def begin(self):
        """A call that may wait begins now."""
        self._end_ms = time.ticks_add(time.ticks_ms(), ANSWER_MS)
        if self.pid >= _LAST_PACKET_ID:
            self.pid = 0  # umqtt counts on, and waits for an acknowledgement that has no such number

    def left_ms(self):
        """Return how long it may still wait. Raises OSError where it may not."""
        left_ms = time.ticks_diff(self._end_ms, time.ticks_ms())
        if left_ms <= 0:
            raise OSError(errno.ETIMEDOUT)
        return left_ms

    def _get_socket(self):
        return self._wrapped

    def _set_socket(self, sock):
        self._wrapped = None if sock is None else _Patient(sock, self)

    sock = property(_get_socket, _set_socket)


def _connect(self, *options, **named):
    Client.rivals += type(self) is not Client and self.client_id in (Client.me, Client.me.encode())
    return _umqtt_connect(self, *options, **named)


_umqtt_connect = MQTTClient.connect
MQTTClient.connect = _connect  # type: ignore[method-assign]


class _Patient:
    """What umqtt uses of a socket. Its waits are short sleeps: a socket's own limit begins again with each byte, or signal."""

    def __init__(self, sock, client):
        self._sock = sock
        self._client = client
        self._is_blocking = True
        self._held = b""
        self.drop = sock.close

    def settimeout(self, _limit_s):
        pass  # ours is the limit

    def setblocking(self, is_blocking):
        self._is_blocking = is_blocking
        if is_blocking:
            self._sock.settimeout(self._client.left_ms() / 1000)
        else:
            self._sock.setblocking(False)

    def connect(self, address):
        self._sock.settimeout(self._client.left_ms() / 1000)
        self._sock.connect(address)

    def write(self, data, size=None):
        self._held += bytes(memoryview(data)[:size])
        if len(self._held) > _MOST_HELD_BYTES:
            self._flush()

    def _flush(self):
        left, self._held = memoryview(self._held), b""
        self._sock.setblocking(False)
        while left:
            sent = self._sock.write(left)
            if sent:
                left = left[sent:]
            else:
                self._wait()

    def close(self):
        try:
            self._flush()  # umqtt's goodbye
        finally:
            self._sock.close()

    def read(self, size):
        """Return so many bytes, of very many the first MOST_READ_BYTES at most; None where no memory is left for them."""
        self._flush()
        if not self._is_blocking:
            return self._sock.read(size)
        try:
            kept = space = bytearray(min(size, MOST_READ_BYTES))
        except MemoryError:
            kept, space = None, bytearray(_DROPPED_BYTES)  # the message goes, the connection stays
        place = memoryview(space)
        while size:
            place = place[:size]
            self._fill(place)
            size -= len(place)
            place = place[:_DROPPED_BYTES]
        return kept

    def _fill(self, place):
        while place:
            count = self._sock.readinto(place)
            if count == 0:
                raise OSError(errno.ECONNRESET)  # the far end has closed: half a message is none
            if count:
                place = place[count:]
            else:
                self._wait()

    def _wait(self):
        self._client.left_ms()
        time.sleep_ms(WAIT_MS)


class TooLong(Exception):
    """A message is longer, or nested deeper, than the board takes."""


def value_of(payload):
    """Return what an order says: its JSON, or plain text. Raises TooLong, UnicodeError, MemoryError."""
    if payload is None:
        raise MemoryError  # there was none to read it into
    if len(payload) >= MOST_READ_BYTES or payload.count(b"[") + payload.count(b"{") > _MOST_BRACKETS:
        raise TooLong
    text = payload.decode()
    try:
        return json.loads(text)
    except MemoryError:
        memory.use_reserve()  # the program may have all the rest, and this may be what ends it
        try:
            return json.loads(text)
        finally:
            memory.keep_reserve()
    except ValueError:
        return text
