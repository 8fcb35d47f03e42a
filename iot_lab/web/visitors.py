"""How many devices opened a page: by their addresses, kept in memory only and shown to the trainer as a number."""

from __future__ import annotations

import ipaddress
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from flask import request

from iot_lab.web.requests import now_ms, room

if TYPE_CHECKING:
    from flask import Flask

MOST: Final = 1000
LATELY_MS: Final = 5 * 60_000
_NO_PAGE: Final = ("/api/", "/static/", "/live", "/health", "/metrics")


class Visitors:
    """The devices that opened a page since the start. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: OrderedDict[str, int] = OrderedDict()

    def note(self, address: str, at_ms: int) -> None:
        """Note that a device opened a page; the least recent ones are forgotten."""
        with self._lock:
            self._seen.pop(address, None)
            self._seen[address] = at_ms
            if len(self._seen) > MOST:
                self._seen.popitem(last=False)

    def count(self, since_ms: int = 0) -> int:
        """Return how many devices opened one since then."""
        with self._lock:
            return sum(at_ms >= since_ms for at_ms in self._seen.values())


def count_visitors(app: Flask) -> None:
    """Let an application count who opens its pages."""
    visitors = app.extensions["iot_lab_visitors"] = Visitors()

    @app.before_request
    def note() -> None:
        address = request.remote_addr or ""
        if request.method == "GET" and not request.path.startswith(_NO_PAGE) and _is_another(address):
            visitors.note(address, now_ms())


def _is_another(address: str) -> bool:
    """Say whether an address is another device's."""
    try:
        return not ipaddress.ip_address(address).is_loopback and address not in room().pages.hosts()
    except ValueError:
        return False
