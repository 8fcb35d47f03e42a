"""Who may do what on which topic. Pure rules, no register: docs/protocol.md, section Access.

A board writes only under its own prefix, never under its own `do/`, and reads only its own `do/`. The hub reads
everything and writes what the room says to boards. A device (not ours: Tasmota, ESPHome...) stays out of our prefix.
"""

from __future__ import annotations

from typing import Literal

from iot_lab.contract import discovery
from iot_lab.contract.topics import PREFIX, board_root

Kind = Literal["hub", "board", "simulated", "device"]
BOARD_KINDS = frozenset({"board", "simulated"})


def may_write(kind: Kind, name: str, room: str, topic: str) -> bool:
    """Say whether the account `name` of this `kind` may publish on `topic`."""
    if topic.startswith("$"):
        return False
    if kind == "hub":
        return _is_order(room, topic)
    if kind == "device":
        return not topic.startswith(f"{PREFIX}/")
    root = board_root(room, name)
    if topic.startswith(root):
        return not topic.startswith(f"{root}do/")
    return discovery.is_own(name, topic)


def may_read(kind: Kind, name: str, room: str, topic: str) -> bool:
    """Say whether the account `name` of this `kind` may receive what is published on `topic`."""
    if kind == "hub":
        return True
    if kind == "device":
        return not topic.startswith((f"{PREFIX}/", "$"))
    return topic.startswith(f"{board_root(room, name)}do/")


def _is_order(room: str, topic: str) -> bool:
    levels = topic.split("/")
    return levels[:2] == [PREFIX, room] and len(levels) == 5 and levels[3] == "do"
