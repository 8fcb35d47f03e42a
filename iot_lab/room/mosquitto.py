"""The room's accounts and rights as mosquitto reads them: a password file and an access list. Pure.

mosquitto.conf(5), `password_file` and `acl_file`; passwords are PBKDF2-SHA512, as mosquitto_passwd writes them. Two
rights are coarser there: a board may write its own `do/`, and a home hears no topics of learners' own programs.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import pbkdf2_hmac
from typing import TYPE_CHECKING, Final

from iot_lab.contract.discovery import node_of
from iot_lab.contract.topics import PREFIX
from iot_lab.room.rights import NEVER_A_HOMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from iot_lab.room.register import Account

ROUNDS: Final = 101
SALT_BYTES: Final = 12
_MAKERS: Final = ("tele", "stat", "shellies", "zigbee2mqtt", "rtl_433", "homie", "homie/5")
_OUTSIDE: Final = ("read homeassistant/#", *(f"read {maker}/#" for maker in _MAKERS[:-1]))
_ORDERED: Final = (("write", "do"), ("read", "done"))


def password_file(accounts: Iterable[Account], salt: Callable[[int], bytes]) -> str:
    """Return one line an account; `salt` gives so many random bytes."""
    return "".join(f"{one.name}:{_hashed(one.secret, salt(SALT_BYTES))}\n" for one in accounts)


def access_list(accounts: Iterable[Account], room: str) -> str:
    """Return what each account may."""
    parts = []
    for one in accounts:
        lines = "".join(f"topic {rule}\n" for rule in _rules(one, f"{PREFIX}/{room}", room))
        parts.append(f"user {one.name}\n{lines}")
    return "\n".join(parts)


def _rules(account: Account, room_root: str, room: str) -> list[str]:
    name, scope = account.name, account.scope
    if account.kind == "hub":
        return ["read #", f"write {room_root}/+/do/+"]
    if account.kind == "device":
        return _of_a_device(name, scope.root)
    if account.kind == "reader":
        return [f"deny {room_root}/+/do/#", f"deny {room_root}/+/done/#", f"read {room_root}/#", *_OUTSIDE]
    if account.kind == "home":
        orders = [one for one in scope.orders if one not in NEVER_A_HOMES]
        told = [f"read {room_root}/+/{part}" for part in ("status", "info", "log", "data/#")]
        ordered = [f"{way} {room_root}/+/{part}/{one}" for one in orders for way, part in _ORDERED]
        return [*told, *ordered, "write homeassistant/status", *_OUTSIDE]
    node = node_of(room, name)
    return [f"write {room_root}/{name}/#", f"read {room_root}/{name}/do/#", f"write homeassistant/+/{node}/+/config"]


def _of_a_device(name: str, root: str) -> list[str]:
    if not root:
        return [f"deny {PREFIX}/#", "readwrite #"]
    own = [f"readwrite {prefix}{root}/#" for prefix in ("", *(f"{maker}/" for maker in _MAKERS))]
    announced = ["write tasmota/discovery/#", "write shellies/announce", f"write homeassistant/+/{name}/+/config"]
    return [*own, f"read cmnd/{root}/#", "read cmnd/tasmotas/#", "read homeassistant/status", *announced]


def _hashed(secret: str, salt: bytes) -> str:
    digest = pbkdf2_hmac("sha512", secret.encode(), salt, ROUNDS)
    return f"$7${ROUNDS}${b64encode(salt).decode()}${b64encode(digest).decode()}"
