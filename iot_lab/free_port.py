"""A port to propose where the one asked for is taken: tried first, so that the remedy can be typed as it stands."""

from __future__ import annotations

import socket
import sys
from typing import Final

_FIRST_UNRESERVED: Final = 1024
_LAST: Final = 65535
_TRIES: Final = 50


def next_free_port(port: int, host: str = "0.0.0.0") -> int:
    """Return the first port above `port` that can be had on `host` now; where there is none near, any that is free."""
    first = max(port + 1, _FIRST_UNRESERVED)
    near = range(first, min(first + _TRIES, _LAST + 1))
    return next((one for one in near if _bound(one, host)), 0) or _bound(0, host)


def _bound(port: int, host: str) -> int:
    """Take a port for a moment, as a server would, and return its number; 0 where it cannot be had."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if sys.platform == "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            # A server that listens on one address alone is found by listening too.
            probe.listen(1)
            return int(probe.getsockname()[1])
    except OSError:
        return 0
