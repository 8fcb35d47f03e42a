"""The topics of the room (docs/protocol.md): `lab/<room>/<board>/<part>[/<name>]`, and what clients call themselves.

Pure text in, pure text out. Names are `[a-z0-9-]{1,32}`; anything else is somebody else's topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

PREFIX: Final = "lab"
TopicPart = Literal["status", "info", "data", "log", "do", "done"]
LEAF_PARTS: Final = frozenset({"status", "info", "log"})
NAMED_PARTS: Final = frozenset({"data", "do", "done"})
ONLINE: Final = "online"
OFFLINE: Final = "offline"
_MOST_MORE_LEVELS: Final = 2
_NAME = re.compile(r"[a-z0-9-]{1,32}")


@dataclass(frozen=True, slots=True)
class BoardTopic:
    """One topic of one board; `name` is the series (`data`) or the command (`do`, `done`), else empty."""

    room: str
    board: str
    part: TopicPart
    name: str = ""

    def __str__(self) -> str:
        leaf = f"{self.part}/{self.name}" if self.name else self.part
        return f"{PREFIX}/{self.room}/{self.board}/{leaf}"


def is_name(text: str) -> bool:
    """Say whether `text` may name a room, a board, a series or a command."""
    return _NAME.fullmatch(text) is not None


def board_root(room: str, board: str) -> str:
    """Return the prefix under which a board writes, with its final slash."""
    return f"{PREFIX}/{room}/{board}/"


def client_id(room: str, name: str) -> str:
    """Return what the hub or a board of a room calls itself at the broker.

    The room is in it since two rooms may share a broker, which keeps one session for each client identifier: with the
    same one they would take each other's messages. No name has an underscore, so two pairs never give the same;
    a dot would do, but NATS refuses the client that has one.
    """
    return f"{PREFIX}_{room}_{name}"


def program_client_id(room: str, board: str) -> str:
    """Return what a learner's program calls itself, beside the kit of its board (firmware/lib/kit/facts.py)."""
    return f"{client_id(room, board)}_program"


def parse_program(topic: str) -> tuple[str, str, str] | None:
    """Return room, board and name (`climate`, `garden/soil`) of a topic that is a learner's own, else None.

    Everything under a board's root that the kit does not use: what `room.topic("climate")` gives.
    """
    levels = topic.split("/")
    if not 4 <= len(levels) <= 4 + _MOST_MORE_LEVELS or levels[0] != PREFIX or not all(map(is_name, levels[1:])):
        return None
    if levels[3] in LEAF_PARTS | NAMED_PARTS:
        return None
    return levels[1], levels[2], "/".join(levels[3:])


def parse(topic: str) -> BoardTopic | None:
    """Return the parts of a topic of ours, or None where it is not one."""
    levels = topic.split("/")
    if len(levels) < 4 or levels[0] != PREFIX or not all(is_name(level) for level in levels[1:]):
        return None
    room, board, part = levels[1:4]
    if (part in LEAF_PARTS and len(levels) == 4) or (part in NAMED_PARTS and len(levels) == 5):
        return BoardTopic(room, board, part, *levels[4:])  # type: ignore[arg-type]
    return None
