"""The accounts of what is not ours: devices, programs that read, Home Assistant. Added and revoked by the trainer.

What an account may do is its kind's (`room/rights.py`, docs/protocol.md, Access); a revoked one loses its connections
at that moment. A command beside a running kit calls the methods marked `@offered` through its API.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from iot_lab.contract.topics import is_name
from iot_lab.errors import LabError
from iot_lab.room.mosquitto import access_list, password_file
from iot_lab.room.nats import authorization
from iot_lab.room.register import NameRefused
from iot_lab.room.rights import NEVER_A_HOMES, Scope, is_root
from iot_lab.workshop.board_list import NameTaken
from iot_lab.workshop.offered import offered

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.room import Account, Register
    from iot_lab.room.rights import Kind

OTHER_KINDS: Final = ("device", "reader", "home")
MOST_LEVEL: Final = 8


class AccountUnknown(LabError):
    """No device and no program of the room has this account. Details: name, known."""

    code = "account-unknown"


class RootRefused(LabError):
    """A device cannot write under this root. Details: root."""

    code = "root-refused"


class HomeOrderRefused(LabError):
    """A home may not be allowed this order. Details: order."""

    code = "home-order-refused"


class KindUnknown(LabError):
    """There is no such kind of account. Details: kind."""

    code = "account-kind-unknown"


@dataclass(frozen=True, slots=True)
class OtherAccount:
    """An account that is not a board's; `broker` is the address that devices on the Wi-Fi use, `host:port`.

    `level` is the level of topics under `root` that names the device, 0 where its maker's or the first does.
    """

    name: str
    kind: str
    secret: str = field(repr=False)
    root: str
    level: int
    orders: str
    orders_devices: bool
    broker: str


@dataclass(frozen=True, slots=True)
class BrokerFiles:
    """The room's accounts as another broker's files."""

    passwords: str = field(repr=False)
    access: str
    nats: str = field(repr=False)


class RoomAccounts:
    """The other accounts of an open data folder."""

    def __init__(self, register: Register, find_broker: Callable[[], str]) -> None:
        self._register, self._find_broker = register, find_broker

    @offered(OtherAccount)
    def rows(self) -> list[OtherAccount]:
        """Return the accounts, by name."""
        return [self._row(account) for account in self._register.accounts("device", "reader", "home")]

    @offered(OtherAccount)
    def account(self, name: str) -> OtherAccount:
        """Return one account. Raises AccountUnknown."""
        known = {row.name: row for row in self.rows()}
        if name not in known:
            raise AccountUnknown(name=name[:40], known=", ".join(known) or "-")
        return known[name]

    @offered(OtherAccount)
    def add_device(self, name: str, root: str, level: int) -> OtherAccount:
        """Give a device an account, or return the one it has; `root` is its name where it is empty.

        Raises NameRefused, NameTaken, RootRefused.
        """
        root = root.strip("/") or name
        if is_name(name) and not (is_root(root) and 0 <= level <= MOST_LEVEL):
            raise RootRefused(root=root[:40])
        return self._add(name, "device", Scope(root), level)

    @offered(OtherAccount)
    def add_program(self, name: str, kind: str, orders: str, orders_devices: bool) -> OtherAccount:
        """Give a program an account, or return the one it has: a `reader`, or a `home` with its orders (`led,relay`).

        Raises NameRefused, NameTaken, HomeOrderRefused, KindUnknown.
        """
        if kind not in ("reader", "home"):
            raise KindUnknown(kind=kind[:40])
        wanted = tuple(sorted({order.strip() for order in orders.split(",") if order.strip()}))
        refused = next((one for one in wanted if not is_name(one) or one in NEVER_A_HOMES or kind == "reader"), None)
        if refused is not None:
            raise HomeOrderRefused(order=refused[:40])
        return self._add(name, kind, Scope("", wanted, orders_devices and kind == "home"), 0)

    @offered()
    def remove(self, name: str) -> None:
        """Revoke an account: its connections end now. Raises AccountUnknown."""
        self._register.remove(self.account(name).name)

    @offered(BrokerFiles)
    def broker_files(self) -> BrokerFiles:
        """Return every account and right of the room, for a mosquitto and for a NATS server."""
        every = self._register.accounts()
        room = self._register.room
        return BrokerFiles(password_file(every, os.urandom), access_list(every, room), authorization(every, room))

    def _add(self, name: str, kind: str, scope: Scope, level: int) -> OtherAccount:
        if not is_name(name):
            raise NameRefused(name=name[:40])
        try:
            return self._row(self._register.add(name, cast("Kind", kind), scope, level))
        except NameRefused as refused:
            raise NameTaken(name=name) from refused

    def _row(self, account: Account) -> OtherAccount:
        scope = account.scope
        return OtherAccount(
            account.name,
            account.kind,
            account.secret,
            scope.root,
            account.level,
            ",".join(scope.orders),
            scope.orders_devices,
            self._find_broker(),
        )
