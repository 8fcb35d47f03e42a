"""A scenario's web server at the far end of a connection: HTTP/1.x requests in, its pages out (RFC 9112)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.network.virtual_stream import VirtualStream
    from iot_lab.simulator.world.network import Page, WebServer

LONGEST_REQUEST: Final = 128 * 1024
NOT_FOUND: Final = 404


class WebAnswers:
    """One connection to one server."""

    def __init__(self, board: Board, server: WebServer, stream: VirtualStream) -> None:
        self._board = board
        self._server = server
        self._stream = stream
        self._written = b""

    def wrote(self, data: bytes, timeout_us: int | None) -> None:
        """Collect a request; what arrives too late or is too long is not read."""
        self._stream.tcp.send(len(data), lambda: self._read(data), timeout_us)

    def closed(self) -> None: ...

    def _read(self, data: bytes) -> None:
        self._written += data
        if len(self._written) > LONGEST_REQUEST:
            self._stream.tcp.end()
            return
        request = parse_request(self._written)
        if request is None:
            return
        self._written = b""
        method, path, version, headers, body = request
        said = {"method": method, "path": path, "headers": headers, "body": body}
        self._board.record("http-request", f"http://{self._server.host}{path}", said)
        is_last = version != "HTTP/1.1" or headers.get("connection", "").lower() == "close"
        answer = answer_to(self._server, method, path, is_last=is_last)
        due_us = self._board.now_us + round(self._server.delay_s * 1e6)
        self._board.schedule(due_us, lambda: self._say(answer, is_last=is_last))

    def _say(self, answer: bytes, *, is_last: bool) -> None:
        self._stream.tcp.hear(lambda: self._stream.say(answer))
        if is_last:
            self._stream.tcp.end()


def parse_request(raw: bytes) -> tuple[str, str, str, dict[str, str], bytes] | None:
    """Return method, path, version, headers (names in lower case) and body; None while it is not complete."""
    head, gap, rest = raw.partition(b"\r\n\r\n")
    if not gap:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, version = (*first.split(" "), "", "")[:3]
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = _dechunked(rest)
        return None if body is None else (method, path, version, headers, body)
    length = headers.get("content-length", "0")
    size = int(length) if length.isdecimal() and len(length) < 8 else 0
    return None if len(rest) < size else (method, path, version, headers, rest[:size])


def _dechunked(raw: bytes) -> bytes | None:
    body = b""
    while True:
        line, gap, raw = raw.partition(b"\r\n")
        try:
            size = int(line.partition(b";")[0], 16)
        except ValueError:
            return None if not gap else body
        if not gap or len(raw) < size + 2:
            return None
        if size == 0:
            return body
        body, raw = body + raw[:size], raw[size + 2 :]


def answer_to(server: WebServer, method: str, path: str, *, is_last: bool) -> bytes:
    page = _page(server, method, path)
    status, body = (page.status, page.body) if page else (NOT_FOUND, b"Not Found")
    headers = {"Content-Length": str(len(body)), "Connection": "close" if is_last else "keep-alive"}
    headers |= dict(page.headers if page else ())
    reason = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (b"" if method == "HEAD" else body)


def _page(server: WebServer, method: str, path: str) -> Page | None:
    wanted = {method, "GET"} if method == "HEAD" else {method}
    return next((one for one in server.pages if one.path == path and one.method in wanted), None)
