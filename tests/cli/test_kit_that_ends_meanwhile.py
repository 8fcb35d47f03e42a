"""A kit that ends amid its answer, or answers half, is said in words by every command that asks it."""

import socket
import threading

import pytest

from iot_lab.cli.room_client import KitUnreachable, RoomClient
from iot_lab.workshop.running import Running

HALVES = {
    "nothing": b"",
    "no answer of HTTP": b"hello\r\n",
    "half a line": b"HTTP/1.1 200",
    "half a header": b"HTTP/1.1 200 OK\r\nContent-Le",
    "half a body": b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"result": [',
    "half a chunk": b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{"re',
    "half of some JSON": b'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{"re"',
    "another JSON": b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n[12]",
    "no result": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
    "half a refusal": b'HTTP/1.1 503 No\r\nContent-Length: 100\r\n\r\n{"error": {"se',
    "another refusal": b"HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\n[]",
    "a length that is none": b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
    "an endless line": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000,
}


@pytest.fixture
def client():
    """A function that gives a client of a kit which answers these bytes, then is gone."""
    listeners = []

    def make(answer):
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def serve():
            one, _ = listener.accept()
            one.recv(65_536)
            one.sendall(answer)
            one.close()

        threading.Thread(target=serve, daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        return RoomClient(Running(url, 1, "key", "atelier", "mqtt://x", url), "en")

    yield make
    for listener in listeners:
        listener.close()


@pytest.mark.parametrize("half", HALVES)
def test_half_an_answer_is_said_in_words(client, half):
    with pytest.raises(KitUnreachable):
        client(HALVES[half]).result("/api/board-list/rows", {})


@pytest.mark.parametrize("half", ["nothing", "half a body", "half a chunk", "a length that is none"])
def test_half_a_file_is_said_in_words(client, half):
    if half == "a length that is none":
        assert b"".join(client(HALVES[half]).download("/api/export.csv")) == b""
        return
    with pytest.raises(KitUnreachable):
        list(client(HALVES[half]).download("/api/export.csv"))
