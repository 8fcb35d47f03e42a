"""By which names this computer may be asked: DNS rebinding makes another site's name point here, and its pages ours.

An address in numbers cannot be made to point elsewhere, so all are right; of names, `localhost`, this computer's own,
alone or in the domains that home and office networks give, the one that `--host` gave, and the room's own (mDNS).
"""

from __future__ import annotations

import ipaddress
import socket
from functools import cache
from typing import Final
from urllib.parse import urlsplit

_LOCAL_DOMAINS: Final = ("local", "lan", "home", "home.arpa", "internal", "localdomain", "fritz.box")
"""mDNS (RFC 6762), RFC 8375, ICANN's `internal`, and what routers use."""


def is_own_name(host: str, *given: str) -> bool:
    """Say whether a request for `host` (`name:port`) was meant for us; `given` are names that we listen on."""
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    return name in {one.lower() for one in given if one} or name in _own_names() or _is_address(name)


@cache
def _own_names() -> frozenset[str]:
    own = socket.gethostname().lower()
    short = own.partition(".")[0]
    return frozenset({"localhost", own, short, *(f"{short}.{domain}" for domain in _LOCAL_DOMAINS)} - {""})


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
