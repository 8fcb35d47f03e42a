"""Whose name still finds a place in the room. Pure.

The theory. A place costs memory, so their number is bounded; but whoever invents names must not take the places of
others. So a board that the room prepared (it has an account) always has its place, whatever came before it. Devices
have places of their own, apart from boards, and of those one account takes a share only: the devices under its root,
also behind a maker's prefix. Where no account is known (another broker's), the first level of the topic stands for it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Protocol

from iot_lab.hub.values import MessageRefused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from iot_lab.hub.limits import HubLimits
    from iot_lab.store import BoardKind

RootLevels = tuple[tuple[str, int], ...]
"""(root, the level from 1 that names the device under it)."""
_MAKERS: Final = ("tele", "stat", "shellies", "zigbee2mqtt", "rtl_433", "homie")


class KnownAccounts(Protocol):
    """What the hub asks of the room's accounts, at any moment."""

    @property
    def root_levels(self) -> RootLevels:
        """The levels that name devices, where the trainer chose them; the same tuple until one changes."""

    @property
    def roots(self) -> tuple[str, ...]:
        """Where devices may write."""

    def has_board(self, name: str) -> bool:
        """Say whether the room prepared a board of this name."""


class NoAccounts:
    """A hub beside another program's room: it knows no account."""

    root_levels: RootLevels = ()
    roots: tuple[str, ...] = ()

    def has_board(self, name: str) -> bool:
        """No board is known."""
        return name == ""


class PlacesForNames:
    """Counts places; `kinds` and `infos` are what the store knows."""

    def __init__(
        self,
        limits: HubLimits,
        kinds: Mapping[str, BoardKind],
        infos: Mapping[str, Mapping[str, Any]],
        accounts: KnownAccounts,
    ) -> None:
        self._limits, self._accounts = limits, accounts
        self._kinds: Counter[str] = Counter(kinds.values())
        devices = [name for name, kind in kinds.items() if kind != "board"]
        self._shares = Counter(self._share_of(str(infos.get(name, {}).get("source", name))) for name in devices)

    def take(self, name: str, kind: BoardKind, topic: bytes) -> None:
        """Give a name that is new a place, or raise MessageRefused."""
        if kind == "board":
            if not self._accounts.has_board(name) and self._kinds["board"] >= self._limits.boards:
                raise MessageRefused("boards")
        else:
            share = self._share_of(topic.decode(errors="replace"))
            is_share_full = self._shares[share] >= self._limits.devices_of_an_account
            if is_share_full or self._kinds["device"] >= self._limits.devices:
                raise MessageRefused("devices")
            self._shares[share] += 1
        self._kinds[kind] += 1

    def _share_of(self, topic: str) -> str:
        """Return the root of the account that wrote a topic, else the level that stands for it."""
        levels = [level for level in topic.split("/") if level]
        inner = levels[1:] if len(levels) > 1 and levels[0] in _MAKERS else levels
        if levels[:2] == ["homie", "5"]:
            inner = levels[2:]
        ours = f"{'/'.join(levels)}/", f"{'/'.join(inner)}/"
        roots = [root for root in self._accounts.roots if any(one.startswith(f"{root}/") for one in ours)]
        return max(roots, key=len) if roots else "/".join(inner[:1])
