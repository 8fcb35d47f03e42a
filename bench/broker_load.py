"""The load of bench/broker.py, the same for every broker: raw sockets, packets encoded beforehand, counted by length.

All messages have the same length, so that counting them costs a division and acknowledging them a few slices.
"""

from __future__ import annotations

import selectors
import socket
import time
from dataclasses import dataclass, field

PAYLOAD_BYTES = 100
WINDOW = 50
"""Messages of one publisher that may wait for their acknowledgement (QoS 1)."""
CHUNK = 25
SILENCE_S = 20.0
"""What has not come after so long a silence is lost; a computer with load 20 gives a broker no turn for seconds."""
_TOPIC = "lab/atelier/board-{:03}/data/temperature"


@dataclass
class Result:
    """Counts of one run; `seconds` from the first message sent to the last one received."""

    sent: int
    received: int
    seconds: float
    delays_ms: list[float] = field(default_factory=list)

    @property
    def per_s(self) -> float:
        return self.received / self.seconds if self.seconds else 0.0

    def delay_ms(self, part: float) -> float:
        """Return a quantile of the delays, in ms."""
        return sorted(self.delays_ms)[min(len(self.delays_ms) - 1, int(part * len(self.delays_ms)))]


def payload(number: int) -> bytes:
    """Return 100 bytes of JSON, like a board's."""
    head = b'{"v": 21.53, "t": 1764000000000, "n": %09d, "pad": "' % number
    return head + b"x" * (PAYLOAD_BYTES - len(head) - 2) + b'"}'


def publish_packet(board: int, qos: int, number: int) -> bytearray:
    """Return a whole PUBLISH; with QoS 1 the identifier is `number` modulo the window, plus one."""
    topic = _TOPIC.format(board).encode()
    identifier = (number % WINDOW + 1).to_bytes(2, "big") if qos else b""
    body = len(topic).to_bytes(2, "big") + topic + identifier + payload(number)
    length = len(body)
    return bytearray(bytes((0x30 | qos << 1, length & 127 | 128, length >> 7)) + body)


class Client:
    """One connection of the load."""

    def __init__(
        self, port: int, name: str, account: tuple[str, str] | None = None, *, is_persistent: bool = False
    ) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        fields = b"".join(len(part).to_bytes(2, "big") + part.encode() for part in (name, *(account or ())))
        flags = (0xC0 if account else 0) | (0 if is_persistent else 2)
        body = b"\0\4MQTT\4" + bytes((flags,)) + b"\0\x3c" + fields
        self.socket.sendall(bytes((0x10, len(body))) + body)
        assert self._exactly(4)[3] == 0, "connection refused"
        self.rest = b""

    def subscribe(self, qos: int, topic_filter: bytes) -> None:
        body = b"\0\1" + len(topic_filter).to_bytes(2, "big") + topic_filter + bytes((qos,))
        self.socket.sendall(bytes((0x82, len(body))) + body)
        self._exactly(5)

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            piece = self.socket.recv(size - len(data))
            assert piece, "closed by the broker"
            data += piece
        return data


class Subscriber(Client):
    """Receives and acknowledges everything."""

    def __init__(
        self,
        port: int,
        qos: int,
        topic_filter: bytes = b"lab/#",
        account: tuple[str, str] | None = None,
        *,
        is_persistent: bool = False,
    ) -> None:
        super().__init__(port, "subscriber", account, is_persistent=is_persistent)
        self.subscribe(qos, topic_filter)
        self.socket.setblocking(False)
        self._size = len(publish_packet(0, qos, 0))
        self._identifier = self._size - PAYLOAD_BYTES - 2 if qos else 0
        self._unsent = b""
        self.received = 0

    def read(self) -> bytes:
        """Read what came; return the complete messages, acknowledged."""
        try:
            data = self.rest + self.socket.recv(1 << 18)
        except BlockingIOError:
            return b""
        whole = len(data) // self._size * self._size
        self.rest = data[whole:]
        messages = data[:whole]
        self.received += whole // self._size
        if self._identifier and messages:
            self._acknowledge(messages)
        return messages

    def _acknowledge(self, messages: bytes) -> None:
        count = len(messages) // self._size
        answer = bytearray(b"\x40\x02\0\0" * count)
        answer[2::4] = messages[self._identifier :: self._size]
        answer[3::4] = messages[self._identifier + 1 :: self._size]
        self._unsent += answer
        try:
            self._unsent = self._unsent[self.socket.send(self._unsent) :]
        except BlockingIOError:
            return


class Publisher(Client):
    """Sends as fast as the socket, or the window of QoS 1, allows."""

    def __init__(self, port: int, board: int, qos: int, messages: int) -> None:
        super().__init__(port, f"publisher-{board:03}")
        self.socket.setblocking(False)
        self._qos, self.left, self._free = qos, messages, WINDOW
        self._packets = [bytes(publish_packet(board, qos, number)) for number in range(WINDOW)]
        self._next = 0
        self._unsent = b""

    def read(self) -> None:
        try:
            data = self.rest + self.socket.recv(1 << 16)
        except BlockingIOError:
            return
        self._free += len(data) // 4
        self.rest = data[len(data) // 4 * 4 :]

    def write(self) -> None:
        """Send what is allowed now."""
        if not self._unsent:
            count = min(CHUNK, self.left, self._free if self._qos else CHUNK)
            if count <= 0:
                return
            self._unsent = b"".join(self._packets[(self._next + step) % WINDOW] for step in range(count))
            self._next = (self._next + count) % WINDOW
            self.left -= count
            self._free -= count if self._qos else 0
        try:
            self._unsent = self._unsent[self.socket.send(self._unsent) :]
        except BlockingIOError:
            return

    @property
    def wants_to_write(self) -> bool:
        return bool(self._unsent) or (self.left > 0 and (self._free > 0 or not self._qos))


def flood(port: int, publishers: int, qos: int, messages: int, *, is_persistent: bool = False) -> Result:
    """Send `messages` as fast as possible from `publishers` clients; one subscriber receives all."""
    subscriber = Subscriber(port, qos, is_persistent=is_persistent)
    clients = [Publisher(port, number, qos, messages // publishers) for number in range(publishers)]
    total = messages // publishers * publishers
    selector = selectors.DefaultSelector()
    selector.register(subscriber.socket, selectors.EVENT_READ, subscriber)
    for client in clients:
        selector.register(client.socket, selectors.EVENT_READ | selectors.EVENT_WRITE, client)
    start = last = time.perf_counter()
    while subscriber.received < total and time.perf_counter() - last < SILENCE_S:
        for key, events in selector.select(0.2):
            if key.data is subscriber:
                if subscriber.read():
                    last = time.perf_counter()
                continue
            _serve(selector, key.data, events)
    _leave(port, subscriber, *clients)
    return Result(total, subscriber.received, last - start)


def _leave(port: int, *clients: Client) -> None:
    """Close all, and end the subscriber's session: it would go on collecting messages."""
    for client in clients:
        client.socket.close()
    Client(port, "subscriber").socket.close()


def _serve(selector: selectors.BaseSelector, client: Publisher, events: int) -> None:
    if events & selectors.EVENT_READ:
        client.read()
    if events & selectors.EVENT_WRITE:
        client.write()
    wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if client.wants_to_write else 0)
    if selector.get_key(client.socket).events != wanted:
        selector.modify(client.socket, wanted, client)


def steady(port: int, publishers: int, qos: int, per_s: int, seconds: float, *, is_persistent: bool = False) -> Result:
    """Send `per_s` messages a second, evenly; measure from send to receive."""
    subscriber = Subscriber(port, qos, is_persistent=is_persistent)
    clients = [Client(port, f"publisher-{number:03}") for number in range(publishers)]
    for client in clients:
        client.socket.setblocking(False)
    total = int(per_s * seconds)
    sent_s = [0.0] * total
    delays: list[float] = []
    start = time.perf_counter()
    number = 0
    while len(delays) < total and time.perf_counter() - start < seconds + SILENCE_S:
        now = time.perf_counter()
        while number < total and start + number / per_s <= now:
            client = clients[number % publishers]
            sent_s[number] = time.perf_counter()
            client.socket.send(publish_packet(number % publishers, qos, number))
            number += 1
        _measure(subscriber, sent_s, delays)
        for client in clients:
            _drain(client) if qos else None
        time.sleep(0.0001)
    _leave(port, subscriber, *clients)
    return Result(total, len(delays), seconds, [1000 * delay for delay in delays])


def _measure(subscriber: Subscriber, sent_s: list[float], delays: list[float]) -> None:
    messages = subscriber.read()
    now = time.perf_counter()
    size, start = subscriber._size, subscriber._size - PAYLOAD_BYTES + len(b'{"v": 21.53, "t": 1764000000000, "n": ')
    for at in range(0, len(messages), size):
        number = int(messages[at + start : at + start + 9])
        delays.append(now - sent_s[number])


def _drain(client: Client) -> None:
    try:
        client.socket.recv(65536)
    except BlockingIOError:
        return
