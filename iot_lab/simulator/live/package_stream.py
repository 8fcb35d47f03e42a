"""The room's index of packages as a live board's `mip` reaches it: no socket, so nothing else of the laptop answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.errno import ECONNRESET, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

HOST: Final = "micropython.org"
ADDRESS: Final = "198.18.0.1"
"""Of the range kept for tests of networks (RFC 2544): nobody's."""
PORT: Final = 80
PREFIX: Final = "/pi/v2/"
MOST_ASKED_BYTES: Final = 4096
_END: Final = b"\r\n\r\n"


class PackageStream:
    """One HTTP connection; `find` returns what stands at a path of the index."""

    def __init__(self, find: Callable[[str], bytes | None]) -> None:
        self._find = find
        self._asked, self._answer = bytearray(), bytearray()
        self._is_ended = False

    def write(self, data: bytes, timeout_us: int | None) -> None:  # noqa: ARG002 - never waits
        """Hear a piece of the request, and answer once it is whole."""
        if self._is_ended or len(self._asked) + len(data) > MOST_ASKED_BYTES:
            self._is_ended = True
            raise Refused(ECONNRESET)
        self._asked += data
        if _END in self._asked:
            words = self._asked.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
            self._answer += _response(self._content(words))
            self._is_ended = True

    def waiting(self) -> bytes:
        """Return what of the answer was not taken."""
        return bytes(self._answer)

    def take(self, size: int) -> bytes:
        """Return the first bytes that wait."""
        taken = bytes(self._answer[:size])
        del self._answer[:size]
        return taken

    def is_ended(self) -> bool:
        """Say whether nothing more will come."""
        return self._is_ended

    def close(self) -> None:
        self._is_ended = True

    def _content(self, words: list[str]) -> bytes | None:
        is_ours = len(words) == 3 and words[0] == "GET" and words[1].startswith(PREFIX)
        return self._find(words[1].removeprefix(PREFIX)) if is_ours else None


def _response(content: bytes | None) -> bytes:
    status, body = ("404 Not Found", b"") if content is None else ("200 OK", content)
    return f"HTTP/1.0 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
