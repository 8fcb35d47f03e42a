"""waitress with a place for newcomers: connections that wait for nothing from us go first.

waitress stops accepting at its limit of connections, and a thousand half requests reach it: then nobody's page loads
for a minute. Here a newcomer is always let in. Where its address holds more than its share, or all do more than there
is, the connection goes that only waits: first half requests, then idle ones, the oldest first, of whoever has most. A
request that is being answered is never cut.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from waitress.server import TcpWSGIServer  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_CONNECTIONS: Final = 400
"""Within what select() of Windows (512) and the usual limit of open files (1024, boards included) leave."""
CONNECTIONS_OF_ONE: Final = 64
"""Eight browsers behind one address, each with six connections and its stream."""


class FairServer(TcpWSGIServer):  # type: ignore[misc]
    """A waitress server whose connections are shared fairly."""

    def handle_accept(self) -> None:
        """Let one in; called by the loop's thread."""
        super().handle_accept()
        for channel in connections_to_close(self.active_channels.values()):
            channel.handle_close()


def connections_to_close(
    channels: Iterable[Any], most: int = MOST_CONNECTIONS, of_one: int = CONNECTIONS_OF_ONE
) -> list[Any]:
    """Return the connections that must go: of each address what is above its share, then of whoever has most."""
    by_address: dict[str, list[Any]] = defaultdict(list)
    for channel in channels:
        by_address[channel.addr[0]].append(channel)
    going = []
    for ours in by_address.values():
        going += _first_to_go(ours, len(ours) - of_one)
    left = sum(len(ours) for ours in by_address.values()) - len(going) - most
    if left > 0:
        most_held = max(by_address.values(), key=len)
        going += _first_to_go([channel for channel in most_held if channel not in going], left)
    return going


def _first_to_go(channels: list[Any], number: int) -> list[Any]:
    if number <= 0:
        return []
    waiting = [channel for channel in channels if not channel.requests]
    waiting.sort(key=lambda one: (one.total_outbufs_len > 0, one.request is None, one.creation_time))
    # Where all are being answered, the newcomer itself is the one too many.
    return waiting[:number] or channels[-1:]
