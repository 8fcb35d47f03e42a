"""Where learners and boards find this computer, as it is now: a laptop that joins another Wi-Fi gets another address.

Boards were told an address and keep it, so a change while the room is open is said to the trainer.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Final

from iot_lab.errors import LabError
from iot_lab.workshop.addresses import room_addresses

WEB: Final = 80
"""What a browser takes where an address says no port."""
_BELIEVED_S: Final = 2.0


class AddressChanged(LabError):
    """The address of this computer is another than at the start. Details: before, now."""

    code = "address-changed"


class PagesAddress:
    """The addresses of one room's pages. `port` is where they are; with `has_short` a browser needs no port."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.has_short = False
        self.local_name = ""
        """`atelier.local`, once this computer answers to it."""
        self._asked_s = -_BELIEVED_S
        self._hosts = self._first = room_addresses(host)

    def hosts(self) -> list[str]:
        """Return the addresses in numbers, the likeliest first; those of the start where there is none any more."""
        if time.monotonic() - self._asked_s >= _BELIEVED_S:
            self._asked_s = time.monotonic()
            with suppress(OSError):  # no file was left to ask the system with: what it said last holds
                self._hosts = room_addresses(self.host)
        return self._hosts

    def urls(self) -> list[str]:
        """Return the pages' addresses, the likeliest first."""
        return [self.url(host) for host in self.hosts()]

    def url(self, host: str) -> str:
        """Return the pages' address by one name of this computer."""
        return f"http://{host}/" if self.has_short or self.port == WEB else f"http://{host}:{self.port}/"

    def local_url(self) -> str:
        """Return the pages' address by the name that computers on the same network find; empty where there is none."""
        return self.url(self.local_name) if self.local_name else ""

    def trouble(self) -> LabError | None:
        """Return what the trainer should know: the address of the start is none of ours any more."""
        now = self.hosts()
        if not self._first or self._first[0] in now:
            return None
        return AddressChanged(before=self._first[0], now=now[0] if now else "-")
