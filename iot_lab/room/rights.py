"""Who may do what on which topic. Pure rules, no register: docs/protocol.md, section Access, in one table.

A board writes only under its own prefix, never under its own `do/`, and reads only its own `do/`. The hub reads
everything and writes what the room says to boards. Of what is not ours: a device (Tasmota, ESPHome...) stays under its
root, a reader reads the room and orders nothing, a home (Home Assistant) also orders what the trainer allowed. Orders
hold programs, passwords and secrets, so nobody but their board reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from iot_lab.contract import discovery
from iot_lab.contract.topics import PREFIX, board_root, is_name

Kind = Literal["hub", "board", "simulated", "device", "reader", "home"]
BOARD_KINDS = frozenset({"board", "simulated"})
NEVER_A_HOMES: Final = frozenset({"run", "settings", "time", "kit"})
"""Orders that change what a board is: only the room gives them."""
_MAKERS: Final = ("tele", "stat", "shellies", "zigbee2mqtt", "rtl_433", "homie", "homie/5", "esphome/discover")
_TO_MAKERS: Final = ("cmnd", *_MAKERS)
_ANNOUNCES: Final = ("tasmota/discovery/", "shellies/announce")
_TO_ALL_DEVICES: Final = frozenset({"homeassistant/status", "shellies/command", "cmnd/tasmotas"})
_ORDERS: Final = frozenset({"set", "get", "command", "cmnd", "cmd", "rpc"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What an account's rights are bound to, beyond its kind.

    `root`: where a device writes, also behind its maker's prefix (`tele/<root>/`); empty for one of before roots, that
    writes anywhere outside the room. `orders`: what a home may order boards; `orders_devices`: other devices too.
    """

    root: str = ""
    orders: tuple[str, ...] = ()
    orders_devices: bool = False


ANYWHERE: Final = Scope()


def may_write(kind: Kind, name: str, room: str, topic: str, scope: Scope = ANYWHERE) -> bool:
    """Say whether the account `name` of this `kind` may publish on `topic`."""
    if topic.startswith("$") or kind == "reader":
        return False
    if kind == "hub":
        return _order(room, topic) != ""
    if kind == "device":
        return _device_writes(name, topic, scope.root)
    if kind == "home":
        return _home_writes(room, topic, scope)
    root = board_root(room, name)
    if topic.startswith(root):
        return not topic.startswith(f"{root}do/")
    return discovery.is_own(room, name, topic)


def may_read(kind: Kind, name: str, room: str, topic: str, scope: Scope = ANYWHERE) -> bool:
    """Say whether the account `name` of this `kind` may receive what is published on `topic`."""
    if kind == "hub":
        return True
    if kind == "device":
        return _device_reads(topic, scope.root)
    if kind in {"reader", "home"}:
        return _is_readable(kind, room, topic, scope)
    return topic.startswith(f"{board_root(room, name)}do/")


def is_root(text: str) -> bool:
    """Say whether `text` may be a device's root: a topic outside the room's, without wildcards or empty levels."""
    levels = text.split("/")
    return (
        0 < len(text) <= 100
        and levels[0] not in {PREFIX, "homeassistant", "cmnd"}
        and not text.startswith("$")
        and text.isprintable()
        and all(levels)
        and not set(text) & {"+", "#"}
    )


def _device_writes(name: str, topic: str, root: str) -> bool:
    if not root:
        return not topic.startswith(f"{PREFIX}/")
    if topic.startswith("homeassistant/"):
        return _announces(name, topic)
    return _is_under(root, topic, _MAKERS) or topic.startswith(_ANNOUNCES)


def _device_reads(topic: str, root: str) -> bool:
    if not root:
        return not topic.startswith((f"{PREFIX}/", "$"))
    is_to_all = topic in _TO_ALL_DEVICES or topic.startswith("cmnd/tasmotas/")
    return is_to_all or _is_under(root, topic, _TO_MAKERS)


def _is_under(root: str, topic: str, prefixes: tuple[str, ...]) -> bool:
    roots = (root, *(f"{prefix}/{root}" for prefix in prefixes))
    return topic in roots or topic.startswith(tuple(f"{one}/" for one in roots))


def _announces(name: str, topic: str) -> bool:
    """Say whether a device announces itself to Home Assistant: its own node, or one of its Zigbee devices."""
    levels = topic.split("/")
    return len(levels) > 3 and levels[-1] == "config" and (levels[2] == name or levels[2].startswith("0x"))


def _home_writes(room: str, topic: str, scope: Scope) -> bool:
    if topic == "homeassistant/status":
        return True
    if topic.startswith(f"{PREFIX}/"):
        return _order(room, topic) in scope.orders and _order(room, topic) not in NEVER_A_HOMES
    return scope.orders_devices and not _ORDERS.isdisjoint(topic.split("/"))


def _is_readable(kind: Kind, room: str, topic: str, scope: Scope) -> bool:
    if topic.startswith("$"):
        return False
    levels = topic.split("/")
    if levels[0] != PREFIX:
        return True
    if levels[1:2] != [room] or len(levels) < 4 or levels[3] == "do":
        return False
    return levels[3] != "done" or (kind == "home" and levels[-1] in scope.orders)


def _order(room: str, topic: str) -> str:
    """Return the command of a topic that orders a board of this room, empty where it is none."""
    levels = topic.split("/")
    is_order = levels[:2] == [PREFIX, room] and len(levels) == 5 and levels[3] == "do"
    return levels[4] if is_order and is_name(levels[2]) else ""
