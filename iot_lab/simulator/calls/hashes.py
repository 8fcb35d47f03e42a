"""Calls about hashes that the interpreter itself lacks (an ESP32 has sha1 and md5 from its TLS library)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from iot_lab.simulator.calls.arguments import integers, octets
from iot_lab.simulator.errno import EINVAL, Refused

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call

NAMES: Final = ("sha1", "md5")
# A program that begins and never ends them: the oldest are forgotten.
MOST_OPEN: Final = 64


class Hashes(dict[int, Any]):
    """The hashes that the program has begun, by number."""

    def reset(self) -> None:
        """Forget them."""
        self.clear()


def _hashes(host: BoardHost) -> Hashes:
    hashes: Hashes = host.board.services.setdefault("hashes", Hashes())
    return hashes


def begin(host: BoardHost, text: str) -> str:
    """`<name>` -> its number."""
    if text not in NAMES:
        raise Refused(EINVAL)
    hashes = _hashes(host)
    while len(hashes) >= MOST_OPEN:
        del hashes[next(iter(hashes))]
    number = host.board.next_number()
    hashes[number] = hashlib.new(text, usedforsecurity=False)
    return str(number)


def add(host: BoardHost, text: str) -> str:
    """`<number> <bytes>`."""
    number, _, data = text.partition(" ")
    _hash(host, number).update(octets(data))
    return ""


def end(host: BoardHost, text: str) -> str:
    """`<number>` -> the digest in hexadecimal; the hash is closed."""
    digest: str = _hash(host, text).hexdigest()
    del _hashes(host)[int(text)]
    return digest


def _hash(host: BoardHost, text: str) -> Any:
    (number,) = integers(text, 1)
    found = _hashes(host).get(number)
    if found is None:
        raise Refused(EINVAL)
    return found


CALLS: dict[str, Call] = {"hash-begin": begin, "hash-add": add, "hash-end": end}
