"""Work that belongs to the trainer sitting at this very computer: USB ports, secrets of boards.

The request must come over the loopback, ask for a loopback name (a page of another site that has its name point here
does not), and hold the trainer's cookie or key.
"""

from __future__ import annotations

import ipaddress
from typing import Final

from flask import Request, request

from iot_lab.web.api import services
from iot_lab.web.mistakes import LaptopOnly, TrainerOnly
from iot_lab.web.trainer import is_right_key, is_trainer

KEY_HEADER: Final = "X-Trainer-Key"
_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})


def refuse_elsewhere() -> None:
    """Let only the trainer on this computer pass. Raises LaptopOnly, TrainerOnly."""
    if not is_this_computer(request):
        raise LaptopOnly(port=_port(request.host))
    key = services().trainer_key
    given = request.headers.get(KEY_HEADER)
    if not (is_right_key(given, key) if given else is_trainer(key)):
        raise TrainerOnly


def is_this_computer(asked: Request) -> bool:
    """Say whether a request was made on this computer, to its own name."""
    try:
        is_loopback = ipaddress.ip_address(asked.remote_addr or "").is_loopback
    except ValueError:
        return False
    return is_loopback and asked.host.removesuffix(f":{_port(asked.host)}") in _NAMES


def _port(host: str) -> str:
    port = host.rpartition(":")[2]
    return port if port.isdigit() else "80"
