"""How the program joined Wi-Fi, and what may be expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.expectations.expect import Mismatch
from iot_lab.grading.expectations.payloads import printable
from iot_lab.grading.expectations.tolerance import US_PER_S
from iot_lab.grading.sentences import catalogued, counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.simulator.board import Event


@dataclass(frozen=True, slots=True)
class WifiAttempt:
    """One `connect` of the Wi-Fi station: when, and to which network."""

    at_us: int
    name: str

    @property
    def at_s(self) -> float:
        return self.at_us / US_PER_S


@dataclass(frozen=True, slots=True)
class WifiAttempts:
    """Each time the program asked to join a network, in order; it need not where the board `was_joined` already."""

    made: tuple[WifiAttempt, ...]
    was_joined: bool = False

    def __len__(self) -> int:
        return len(self.made)

    def expectation(self) -> WifiExpectations:
        return WifiExpectations(self)


@dataclass(frozen=True, slots=True)
class WifiExpectations:
    """What may be expected of the Wi-Fi station."""

    attempts: WifiAttempts

    def tries(self, name: str) -> None:
        """Expect that the program asks to join the network `name`."""
        names = [attempt.name for attempt in self.attempts.made]
        if name in names or (self.attempts.was_joined and not names):
            return
        seen = (
            catalogued("grading.wifi.seen-other", name=printable(names[0]))
            if names
            else catalogued("grading.wifi.seen-none")
        )
        raise Mismatch(catalogued("grading.wifi.expected", name=name), seen)

    def tries_at_most(self, times: int) -> None:
        """Expect no more than so many attempts."""
        made = self.attempts.made
        if len(made) > times:
            raise Mismatch(
                counted("grading.wifi.most-expected", times),
                counted("grading.wifi.most-seen", len(made)),
                made[times].at_s,
            )


def read_wifi_attempts(events: Iterable[Event]) -> WifiAttempts:
    """Return the attempts at Wi-Fi that a trace tells."""
    found = [event for event in events if event.kind in ("wifi-connect", "wifi-joined")]
    made = tuple(WifiAttempt(event.t_us, event.where) for event in found if event.kind == "wifi-connect")
    return WifiAttempts(made, was_joined=bool(found) and found[0].kind == "wifi-joined")
