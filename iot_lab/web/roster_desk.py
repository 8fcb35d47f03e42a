"""What the API of the list of boards needs of the roster; the composition root brings it."""

from __future__ import annotations

from typing import Any, Protocol


class RosterDesk(Protocol):
    """Lists boards, and changes their names and accounts."""

    def json_rows(self) -> list[dict[str, Any]]:
        """Return all boards, by name."""

    def rename(self, name: str, new: str) -> None:
        """Give a board another name."""

    def drop(self, name: str) -> None:
        """Take a name of a board that has another one."""

    def retire(self, name: str) -> None:
        """Forget a board."""

    def note(self, mac: str, state: str) -> None:
        """Write how far a board's writing is."""

    def renew(self, mac: str) -> None:
        """Give a board another secret."""


class NoRoster:
    """A room without boards of its own."""

    def json_rows(self) -> list[dict[str, Any]]:
        """Return none."""
        return []

    def rename(self, name: str, new: str) -> None:
        """Do nothing."""

    def drop(self, name: str) -> None:
        """Do nothing."""

    def retire(self, name: str) -> None:
        """Do nothing."""

    def note(self, mac: str, state: str) -> None:
        """Do nothing."""

    def renew(self, mac: str) -> None:
        """Do nothing."""
