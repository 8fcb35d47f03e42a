"""Boards that publish distinct samples with QoS 1, as fast as the broker acknowledges: raw sockets, encoded before."""

from __future__ import annotations

import json
import selectors
import socket
import sys
import time

WINDOW = 400
CHUNK = 50
SILENT_S = 60.0
START_MS = 1_764_000_000_000


def encoded(room: str, board: str, messages: int) -> list[bytes]:
    """Return the packets of one board, in chunks of CHUNK; samples are one second apart."""
    topic = f"lab/{room}/{board}/data/temperature".encode()
    head = len(topic).to_bytes(2, "big") + topic
    chunks = []
    for first in range(0, messages, CHUNK):
        packets = []
        for number in range(first, min(first + CHUNK, messages)):
            payload = b'{"v": %.2f, "t": %d, "n": %d}' % (20 + number % 97 / 10, START_MS + 1000 * number, number + 1)
            body = head + (number % 65535 + 1).to_bytes(2, "big") + payload
            packets.append(b"\x32" + bytes((len(body),)) + body)
        chunks.append(b"".join(packets))
    return chunks


class Board:
    """One connection; chunks hold `per_chunk` packets each."""

    def __init__(self, port: int, name: str, password: str, chunks: list[bytes], per_chunk: int = CHUNK) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        fields = b"".join(
            len(part).to_bytes(2, "big") + part for part in (name.encode(), name.encode(), password.encode())
        )
        # Without keep-alive: a board that is done waits for the others as long as a busy machine takes.
        body = b"\0\4MQTT\4\xc2\0\0" + fields
        self.socket.sendall(bytes((0x10, len(body))) + body)
        assert self.socket.recv(4)[3] == 0, "refused"
        self.socket.setblocking(False)
        self._chunks, self._next, self._unsent = chunks, 0, b""
        self._end, self._per_chunk = len(chunks), per_chunk
        self._waiting = 0
        self._rest = 0

    def hold(self, end: int) -> None:
        """Send the chunks before `end` alone, for now."""
        self._end = end

    def serve(self, events: int) -> None:
        if events & selectors.EVENT_READ:
            told = self.socket.recv(1 << 16)
            if not told:
                raise ConnectionError("the broker ended a board's connection")
            count = len(told) + self._rest
            self._waiting -= count // 4
            self._rest = count % 4
        if events & selectors.EVENT_WRITE:
            if not self._unsent and self._is_free:
                self._unsent = self._chunks[self._next]
                self._next += 1
                self._waiting += self._per_chunk
            if self._unsent:
                self._unsent = self._unsent[self.socket.send(self._unsent) :]

    @property
    def wants_to_write(self) -> bool:
        return bool(self._unsent) or self._is_free

    @property
    def _is_free(self) -> bool:
        return self._next < self._end and self._waiting <= WINDOW - self._per_chunk

    @property
    def is_done(self) -> bool:
        return not self._unsent and self._next == self._end and self._waiting <= 0


def serve(boards: list[Board]) -> None:
    """Send all that is not held back. Raises TimeoutError where the broker says nothing for a minute."""
    with selectors.DefaultSelector() as selector:
        for board in boards:
            selector.register(board.socket, selectors.EVENT_READ | selectors.EVENT_WRITE, board)
        while not all(board.is_done for board in boards):
            ready = selector.select(SILENT_S)
            if not ready:
                raise TimeoutError("the broker acknowledges nothing any more")
            for key, events in ready:
                key.data.serve(events)
                wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if key.data.wants_to_write else 0)
                if key.events != wanted:
                    selector.modify(key.fileobj, wanted, key.data)


def main() -> None:
    """Read `{"port", "room", "accounts", "messages"}` on standard input; say when all is acknowledged."""
    order = json.loads(sys.stdin.readline())
    each = order["messages"] // len(order["accounts"]) // CHUNK * CHUNK
    chunks = {name: encoded(order["room"], name, each) for name in order["accounts"]}
    boards = [Board(order["port"], name, password, chunks[name]) for name, password in order["accounts"].items()]
    print(json.dumps({"start_s": time.time(), "sent": each * len(boards)}), flush=True)
    serve(boards)
    print(json.dumps({"acknowledged_s": time.time()}), flush=True)


if __name__ == "__main__":
    main()
