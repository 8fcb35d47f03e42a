"""Calls about the program itself: its random seed, how it failed, resets."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import EINVAL, Refused
from iot_lab.simulator.sandbox import RunEnded

if TYPE_CHECKING:
    from iot_lab.simulator.door import Call, Door

RESETS = frozenset({"reset", "soft-reset", "exit", "deep-sleep"})


def seed(door: Door, _text: str) -> str:
    """Return the seed of the guest's `random`."""
    return str(random.Random(f"{door.board.seed} guest").getrandbits(29))  # noqa: S311


def unique_id(door: Door, _text: str) -> str:
    """Return the board's 6-byte identity, in hexadecimal: the same for the same name or seed."""
    return "02" + random.Random(f"{door.board.seed} mac").randbytes(5).hex()  # noqa: S311


def failed(door: Door, text: str) -> str:
    """The program ended with this traceback."""
    door.flush()
    door.traceback = text
    raise RunEnded("memory" if "\nMemoryError" in text else "exception")


def callback_failed(door: Door, text: str) -> str:
    """A callback ended with this traceback; the program goes on, as on a board."""
    door.board.record("callback-error", "", text)
    return ""


def reset(door: Door, text: str) -> str:
    """The program restarts the board."""
    if text not in RESETS:
        raise Refused(EINVAL)
    door.flush()
    door.board.record("reset", "", text)
    raise RunEnded("reset")


CALLS: dict[str, Call] = {
    "seed": seed,
    "unique-id": unique_id,
    "failed": failed,
    "callback-failed": callback_failed,
    "reset": reset,
}
