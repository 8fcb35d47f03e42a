"""Who is the trainer: the person who opened the link printed at start. The cookie never holds the key itself.

Work at the USB ports and boards' secrets is for the trainer sitting at this very computer: the request must come over
the loopback, ask for a loopback name (a page of another site that has its name point here does not), and hold the
trainer's cookie or key.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from typing import Final

from flask import Request, Response, request

from iot_lab.web.errors import LaptopOnly, TrainerOnly
from iot_lab.web.requests import room
from iot_lab.workshop.running import KEY_HEADER

COOKIE = "trainer"
COOKIE_AGE_S = 7 * 24 * 3600
_LOCAL_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_right_key(given: str) -> bool:
    """Compare in a time that tells nothing about the key."""
    return hmac.compare_digest(given.encode(), room().register.trainer_key.encode())


def remember_trainer(answer: Response) -> None:
    """Give this browser the trainer's cookie."""
    answer.set_cookie(COOKIE, _proof(), max_age=COOKIE_AGE_S, httponly=True, samesite="Lax")


def is_trainer() -> bool:
    """Say whether the current request comes from the trainer's browser."""
    return hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), _proof().encode())


def refuse_others() -> None:
    """Let only the trainer's browser pass. Raises TrainerOnly."""
    if not is_trainer():
        raise TrainerOnly


def refuse_elsewhere() -> None:
    """Let only the trainer on this computer pass. Raises LaptopOnly, TrainerOnly."""
    if not is_this_computer(request):
        raise LaptopOnly(port=_port(request.host))
    given = request.headers.get(KEY_HEADER)
    if not (is_right_key(given) if given else is_trainer()):
        raise TrainerOnly


def is_this_computer(asked: Request) -> bool:
    """Say whether a request was made on this computer, to its own name."""
    try:
        is_loopback = ipaddress.ip_address(asked.remote_addr or "").is_loopback
    except ValueError:
        return False
    return is_loopback and asked.host.removesuffix(f":{_port(asked.host)}") in _LOCAL_NAMES


def _port(host: str) -> str:
    port = host.rpartition(":")[2]
    return port if port.isdigit() else "80"


def _proof() -> str:
    return hmac.new(room().register.trainer_key.encode(), b"iot-lab trainer", hashlib.sha256).hexdigest()
