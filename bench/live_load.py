"""The load of bench/live.py: boards that keep their pace, and browsers that only listen.

The boards are sockets with packets encoded on the way, each with a beat of its own, QoS 1. A listening browser is an
honest client of the push channel that a page of that server opens: event stream here, socket.io there. It reads all it
is sent and throws it away, so that the load costs the same little for both.
"""

from __future__ import annotations

import random
import selectors
import socket
import threading
import time
from contextlib import suppress
from urllib.request import Request, urlopen

from hub_load import Board


def publish_packet(topic: str, number: int) -> bytes:
    """Return a PUBLISH of QoS 1: the sample `number`, taken now."""
    payload = b'{"v": %d, "t": %d, "n": %d}' % (number, time.time_ns() // 1_000_000, number)
    body = len(topic).to_bytes(2, "big") + topic.encode() + (number % 65535 + 1).to_bytes(2, "big") + payload
    return b"\x32" + bytes((len(body),)) + body


class Sender:
    """The boards of a room, each at its own moment of the beat; remembers when it sent what."""

    def __init__(self, port: int, room: str, accounts: dict[str, str]) -> None:
        self._boards = {name: Board(port, name, password, []) for name, password in accounts.items()}
        self._topics = {name: f"lab/{room}/{name}/data/temperature" for name in accounts}
        self._numbers = dict.fromkeys(accounts, 0)
        self.sent_ms: dict[tuple[str, int], float] = {}

    @property
    def sent(self) -> int:
        return sum(self._numbers.values())

    def send(self, per_s: float, seconds: float) -> None:
        """Let every board send `per_s` samples a second, for so long."""
        chance, begin_s = random.Random(14), time.monotonic()
        due = [
            ((step + chance.random() / 2) / per_s + offset, name)
            for name, offset in ((name, chance.random() / per_s) for name in self._boards)
            for step in range(round(per_s * seconds))
        ]
        for after_s, name in sorted(due):
            time.sleep(max(0.0, begin_s + after_s - time.monotonic()))
            self._numbers[name] += 1
            number, link = self._numbers[name], self._boards[name].socket
            with suppress(BlockingIOError):
                link.recv(1 << 16)  # acknowledgements
            self.sent_ms[name, number] = time.time() * 1000
            link.sendall(publish_packet(self._topics[name], number))

    def close(self) -> None:
        for board in self._boards.values():
            board.socket.close()


class Listeners:
    """Browsers that only listen, in a thread of their own."""

    def __init__(self, links: list[socket.socket]) -> None:
        self._links, self._is_over = links, threading.Event()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def close(self) -> None:
        self._is_over.set()
        self._thread.join()
        for link in self._links:
            link.close()

    def _read(self) -> None:
        with selectors.DefaultSelector() as selector:
            for link in self._links:
                selector.register(link, selectors.EVENT_READ, link)
            while not self._is_over.is_set():
                for key, _ in selector.select(0.2):
                    said = key.data.recv(1 << 18)
                    assert said, "a listening browser was cut off"
                    if said.endswith(b"\x81\x012"):
                        key.data.sendall(b"\x81\x81\0\0\0\x003")  # socket.io's ping and pong


def event_stream(port: int, number: int) -> socket.socket:
    """Open what a page of ours opens, as another computer of the room."""
    link = socket.create_connection(("127.0.0.1", port), source_address=(f"127.0.3.{1 + number}", 0))
    link.sendall(b"GET /live?topic=boards HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert b" 200 " in link.recv(64), "refused"
    return link


def socket_io(port: int, _number: int) -> socket.socket:
    """Open what a page of Node-RED's dashboard opens: engine.io 4, by polling first, then a WebSocket."""
    address = f"http://127.0.0.1:{port}/dashboard/socket.io/?EIO=4&transport=polling"
    session = _asked(address).partition('"sid":"')[2].partition('"')[0]
    _asked(f"{address}&sid={session}", b"40")
    _asked(f"{address}&sid={session}")
    link = socket.create_connection(("127.0.0.1", port))
    head = f"GET /dashboard/socket.io/?EIO=4&transport=websocket&sid={session} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    head += "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    link.sendall(f"{head}Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode())
    assert b" 101 " in link.recv(1024), "refused"
    link.sendall(b"\x81\x86\0\0\0\x002probe")
    assert b"3probe" in link.recv(1024), "refused"
    link.sendall(b"\x81\x81\0\0\0\x005")
    return link


def _asked(address: str, body: bytes | None = None) -> str:
    with urlopen(Request(address, body, {"Content-Type": "text/plain;charset=UTF-8"}), timeout=10) as answer:
        return str(answer.read().decode())
