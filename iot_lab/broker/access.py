"""What the broker asks of the rest of the kit, and what it tells it: two small interfaces in plain words."""

from __future__ import annotations

from typing import Protocol


class BrokerAccess(Protocol):
    """Who may connect, publish and receive; the room's register answers. Called from the broker's thread."""

    def authenticate(self, username: str | None, password: bytes | None) -> str | None:
        """Return the account's name, or None to refuse."""

    def may_write(self, account: str, topic: str) -> bool:
        """Say whether the account may publish on the topic."""

    def may_read(self, account: str, topic: str) -> bool:
        """Say whether the account may receive what is published on the topic."""


class BrokerEvents(Protocol):
    """What happens to connections. Called from the broker's thread; must return at once."""

    def connected(self, account: str, client_id: str, address: str) -> None:
        """A client was let in."""

    def disconnected(self, account: str, client_id: str, reason: str) -> None:
        """A client left or was closed."""

    def taken_over(self, account: str, client_id: str, old_address: str, new_address: str) -> None:
        """A client with the same account and identifier replaced the first one."""

    def refused(self, username: str | None, address: str, reason: str) -> None:
        """A client was not let in."""

    def write_denied(self, account: str, topic: str) -> None:
        """A message was dropped: its account may not publish there."""


class NoEvents:
    """Tells nobody."""

    def connected(self, account: str, client_id: str, address: str) -> None: ...

    def disconnected(self, account: str, client_id: str, reason: str) -> None: ...

    def taken_over(self, account: str, client_id: str, old_address: str, new_address: str) -> None: ...

    def refused(self, username: str | None, address: str, reason: str) -> None: ...

    def write_denied(self, account: str, topic: str) -> None: ...
