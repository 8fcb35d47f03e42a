"""The register of the room: its accounts and their secrets, and the answers the broker asks for.

One small JSON file, `room.json`, readable by its owner only, replaced as a whole: a crash leaves the old or the new.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, cast

from iot_lab.contract.topics import is_name
from iot_lab.errors import LabError
from iot_lab.kept_json import BothDamaged, FileUnwritten, KeptJson
from iot_lab.room import rights

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE_NAME: Final = "room.json"
FORMAT: Final = 1
HUB: Final = "hub"
DEFAULT_ROOM: Final = "atelier"
_SECRET_BYTES: Final = 12
_TRAINER_KEY_BYTES: Final = 9
"""72 random bits: nobody guesses them over a network."""


class RegisterUnreadable(LabError):
    """`room.json` and its spare cannot be read, or are no registers of ours. Details: path, copy."""

    code = "register-unreadable"


class RegisterWasMissing(LabError):
    """There was no register beside the samples of a room, and a new one is begun. Details: path."""

    code = "register-was-missing"


class NameRefused(LabError):
    """A room or an account was given a name that topics do not allow, or one that is taken."""

    code = "name-refused"


@dataclass(frozen=True, slots=True)
class Account:
    """One that may connect to the broker: the hub, a board, a simulated board, a device, a program that reads.

    `level` is the level of the topics under a device's root that names it, from 1; 0 leaves it to its maker.
    """

    name: str
    kind: rights.Kind
    secret: str = field(repr=False)
    scope: rights.Scope = rights.ANYWHERE
    level: int = 0


class Register:
    """The accounts of one room. Safe to ask from several threads.

    A change is on disk before anybody can see it (FileUnwritten where the disk refuses, and then nothing changed), and
    whoever `watch`es has been told of it when it returns: an account that ends, ends on connections that are open too.
    """

    def __init__(self, path: Path, room: str, trainer_key: str, accounts: dict[str, Account]) -> None:
        self._kept = KeptJson(path)
        self.notices: list[LabError] = []
        """What was mended when it was opened."""
        self._accounts = accounts
        self._lock = threading.Lock()
        self._watchers: list[Callable[[str], None]] = []
        self._root_levels = _root_levels(accounts)
        self.room = room
        self.trainer_key = trainer_key

    @classmethod
    def open(cls, folder: Path, room: str | None = None) -> Register:
        """Read the register of `folder`, or begin one; `room` renames the room where it is given.

        Raises RegisterUnreadable, NameRefused, FileUnwritten; OSError where the folder cannot be read.
        """
        if room is not None and not is_name(room):
            raise NameRefused(name=room)
        path = folder / FILE_NAME
        try:
            found, notices = KeptJson(path).read(lambda content: _register(path, content))
        except BothDamaged as damaged:
            raise RegisterUnreadable(path=path, copy=damaged.copy) from damaged
        register = found or cls(path, DEFAULT_ROOM, secrets.token_urlsafe(_TRAINER_KEY_BYTES), {})
        register.notices = notices
        if found is None or (room is not None and room != register.room):
            register.rename_room(room or register.room)
        register.add(HUB, "hub")
        return register

    def watch(self, tell: Callable[[str], None]) -> None:
        """Call `tell(account)` from now on where an account is gone, or its secret or its rights are others."""
        self._watchers.append(tell)

    def rename_room(self, room: str) -> None:
        """Give the room another name; boards must be told it too, since it is in their topics."""
        with self._lock:
            self._save(self._accounts, room)
            self.room = room
            names = list(self._accounts)
        self._tell(*names)

    def renew_trainer_key(self) -> str:
        """Give the trainer another key: the link and the browsers of before open nothing any more."""
        with self._lock:
            before, self.trainer_key = self.trainer_key, secrets.token_urlsafe(_TRAINER_KEY_BYTES)
            try:
                self._save(self._accounts, self.room)
            except BaseException:
                self.trainer_key = before
                raise
        return self.trainer_key

    def add(self, name: str, kind: rights.Kind, scope: rights.Scope = rights.ANYWHERE, level: int = 0) -> Account:
        """Return the account `name`, made with a new secret where there is none.

        Raises NameRefused where topics do not allow the name, or it belongs to another kind or has another scope.
        """
        with self._lock:
            known = self._accounts.get(name)
            asked = Account(name, kind, known.secret if known else secrets.token_urlsafe(_SECRET_BYTES), scope, level)
            if known == asked:
                return asked
            if known is not None or not is_name(name):
                raise NameRefused(name=name)
            return self._put(asked)

    def give_second_name(self, name: str, new: str) -> Account:
        """Let the account `name` also be called `new`, with the same secret, until `name` is removed.

        So a board that is told its new name loses nothing until it restarts. Raises KeyError where there is no `name`,
        NameRefused where topics do not allow `new` or it is taken.
        """
        with self._lock:
            account = replace(self._accounts[name], name=new)
            if new in self._accounts or not is_name(new):
                raise NameRefused(name=new)
            return self._put(account)

    def renew(self, name: str) -> Account:
        """Give the account `name` another secret: the one it had is worth nothing from now on. Raises KeyError."""
        with self._lock:
            account = self._put(replace(self._accounts[name], secret=secrets.token_urlsafe(_SECRET_BYTES)))
        self._tell(name)
        return account

    def remove(self, name: str) -> None:
        """Forget the account `name`; nothing happens where there is none."""
        with self._lock:
            if name not in self._accounts:
                return
            left = {known: account for known, account in self._accounts.items() if known != name}
            self._save(left, self.room)
            self._take(left)
        self._tell(name)

    @property
    def root_levels(self) -> tuple[tuple[str, int], ...]:
        """Return (root, level that names the device) where the trainer chose one; the same tuple until one changes."""
        return self._root_levels

    @property
    def roots(self) -> tuple[str, ...]:
        """Return under which topics devices may write."""
        return tuple(one.scope.root for one in self._accounts.values() if one.scope.root)

    def has_board(self, name: str) -> bool:
        """Say whether a board of the room, real or simulated, has this name."""
        known = self._accounts.get(name)
        return known is not None and known.kind in rights.BOARD_KINDS

    def accounts(self, *kinds: rights.Kind) -> list[Account]:
        """Return the accounts of these kinds (all without), by name."""
        with self._lock:
            return [a for _, a in sorted(self._accounts.items()) if not kinds or a.kind in kinds]

    def authenticate(self, username: str | None, password: bytes | None) -> str | None:
        """Return the account's name where the password is its secret, else None; takes the same time either way."""
        account = self._accounts.get(username or "")
        expected = account.secret if account else secrets.token_urlsafe(_SECRET_BYTES)
        is_right = hmac.compare_digest(expected.encode(), password or b"")
        return account.name if account and is_right else None

    def may_write(self, account: str, topic: str) -> bool:
        """Say whether `account` may publish on `topic`; an unknown account may nothing."""
        known = self._accounts.get(account)
        return known is not None and rights.may_write(known.kind, known.name, self.room, topic, known.scope)

    def may_read(self, account: str, topic: str) -> bool:
        """Say whether `account` may receive what is published on `topic`; an unknown account may nothing."""
        known = self._accounts.get(account)
        return known is not None and rights.may_read(known.kind, known.name, self.room, topic, known.scope)

    def _put(self, account: Account) -> Account:
        accounts = {**self._accounts, account.name: account}
        self._save(accounts, self.room)
        self._take(accounts)
        return account

    def _take(self, accounts: dict[str, Account]) -> None:
        self._accounts = accounts
        levels = _root_levels(accounts)
        if levels != self._root_levels:
            self._root_levels = levels

    def _save(self, accounts: dict[str, Account], room: str) -> None:
        kept = [asdict(account) for _, account in sorted(accounts.items())]
        content = {"format": FORMAT, "room": room, "trainer_key": self.trainer_key, "accounts": kept}
        try:
            self._kept.write(content, indent=2)
        except OSError as error:
            raise FileUnwritten(path=self._kept.path, reason=error) from error

    def _tell(self, *names: str) -> None:
        for tell in self._watchers:
            for name in names:
                tell(name)


def _register(path: Path, content: dict[str, Any]) -> Register:
    if content["format"] != FORMAT or not is_name(content["room"]):
        raise ValueError(path.name)
    accounts = [_account(entry) for entry in content["accounts"]]
    return Register(path, content["room"], str(content["trainer_key"]), {a.name: a for a in accounts})


def _account(entry: dict[str, Any]) -> Account:
    scope, kind = entry.get("scope") or {}, cast("rights.Kind", str(entry["kind"]))
    orders = tuple(str(order) for order in scope.get("orders", ()))
    bound = rights.Scope(str(scope.get("root", "")), orders, scope.get("orders_devices") is True)
    return Account(str(entry["name"]), kind, str(entry["secret"]), bound, int(entry.get("level", 0)))


def _root_levels(accounts: dict[str, Account]) -> tuple[tuple[str, int], ...]:
    return tuple((one.scope.root, one.level) for one in accounts.values() if one.level and one.scope.root)
