"""`<room>.local`: a name that computers on the same network find without a server (mDNS, RFC 6762).

Another room of the same name on the same network is looked for first; then a number is added. The name follows the
computer's addresses. Some phones do not ask for such names, so the address in numbers is always shown beside it.
"""

from __future__ import annotations

import logging
import socket
import threading
from typing import TYPE_CHECKING, Any, Final

from iot_lab.threads import PermanentThread

if TYPE_CHECKING:
    from iot_lab.workshop.pages_address import PagesAddress

LOOK_EVERY_S: Final = 5.0
LOOK_MS: Final = 600
"""How long another computer may take to say that a name is its own."""
MOST_TRIES: Final = 9
_KIND: Final = "_http._tcp.local."
_log = logging.getLogger(__name__)


class LocalName:
    """Answers to the name of a room for as long as it is open."""

    def __init__(self, room: str, pages: PagesAddress, interfaces: list[str] | None = None) -> None:
        self._room, self._pages, self._interfaces = room, pages, interfaces
        self._stopping = threading.Event()
        self._thread = PermanentThread("local-name", self._work, is_over=self._stopping.is_set, again=False)

    def start(self) -> None:
        """Begin; the name is there a second later."""
        self._thread.start()

    def stop(self) -> None:
        """Give the name back."""
        self._stopping.set()
        self._thread.join(2.0)

    def _work(self) -> None:
        try:
            import zeroconf
        except ImportError:  # the doctor says that a package is missing; the address in numbers works
            while not self._stopping.wait(LOOK_EVERY_S):
                pass
            return
        while not self._stopping.is_set():
            hosts = self._interfaces or self._pages.hosts()
            try:
                self._answer(zeroconf, hosts)
            except (OSError, zeroconf.Error) as error:
                _log.info("no local name now: %s", error)
                self._stopping.wait(LOOK_EVERY_S)
            finally:
                self._pages.local_name = ""

    def _answer(self, zeroconf: Any, hosts: list[str]) -> None:
        """Answer until the addresses are others. Raises OSError, zeroconf.Error."""
        with zeroconf.Zeroconf(interfaces=hosts, ip_version=zeroconf.IPVersion.V4Only) as network:
            name = self._free_name(zeroconf, network, hosts)
            told = zeroconf.ServiceInfo(
                _KIND,
                f"iot-lab {name}.{_KIND}",
                addresses=[socket.inet_aton(host) for host in hosts],
                port=self._pages.port,
                server=f"{name}.local.",
            )
            network.register_service(told, allow_name_change=True)
            self._pages.local_name = f"{name}.local"
            while not self._stopping.wait(LOOK_EVERY_S):
                if (self._interfaces or self._pages.hosts()) != hosts:
                    return

    def _free_name(self, zeroconf: Any, network: Any, hosts: list[str]) -> str:
        """Return the room's name, with a number where another computer has it."""
        name = self._room
        for number in range(2, MOST_TRIES + 1):
            asked = zeroconf.AddressResolverIPv4(f"{name}.local.")
            is_taken = asked.request(network, LOOK_MS) and not set(asked.parsed_addresses()) <= set(hosts)
            if not is_taken:
                break
            name = f"{self._room}-{number}"
        return name
