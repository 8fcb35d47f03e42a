"""What the Flash page needs of the flash station; the composition root brings it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.boards.plan import Choices
    from iot_lab.texts import Texts


class FlashDesk(Protocol):
    """Looks at boards, plans, writes and watches; each call returns at once, `snapshot` tells how far things are."""

    def snapshot(self, t: Texts) -> dict[str, Any]:
        """Return everything there is to show, in the words of `t`."""

    def wait(self, after: int, timeout_s: float) -> bool:
        """Return True once something changed after the snapshot of this number, False after `timeout_s`."""

    def look(self, choices: Choices | None = None) -> None:
        """Begin to look at ports."""

    def plan(self, choices: Choices) -> None:
        """Plan again for the boards that were found."""

    def run(self, plan: int) -> None:
        """Begin to write the boards of the plan that was agreed to."""

    def stop(self) -> None:
        """End what is under way."""

    def watch(self, choices: Choices | None) -> None:
        """Write boards plugged from now on, or leave them alone again."""

    def prefer_wifi(self, ssid: str, password: str | None = None) -> None:
        """Tell boards this network first."""

    def label_names(self) -> Iterable[str]:
        """Return the names to print on labels."""


class NoDesk:
    """A room without a flash station."""

    def snapshot(self, t: Texts) -> dict[str, Any]:  # noqa: ARG002
        """Return a desk where nothing happens."""
        totals = {"planned": 0, "refused": 0, "expected_s": 0, "share": 0, "ready": 0, "failed": 0, "remaining_s": 0}
        shown: dict[str, Any] = {"number": 0, "state": "idle", "room": "", "wifi": [], "is_watching": False, "plan": 0}
        shown |= {"ports": [], "is_fresh": False}
        return {**shown, "boards": [], "totals": totals, "error": None, "usb": []}

    def wait(self, after: int, timeout_s: float) -> bool:  # noqa: ARG002
        """Wait in vain: nothing ever changes."""
        time.sleep(timeout_s)
        return False

    def look(self, choices: Choices | None = None) -> None:
        """Do nothing."""

    def plan(self, choices: Choices) -> None:
        """Do nothing."""

    def run(self, plan: int) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""

    def watch(self, choices: Choices | None) -> None:
        """Do nothing."""

    def prefer_wifi(self, ssid: str, password: str | None = None) -> None:
        """Do nothing."""

    def label_names(self) -> Iterable[str]:
        """Return none."""
        return ()
