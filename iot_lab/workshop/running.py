"""`running.json`: where the kit that holds a data folder can be asked for work, by other commands of the same person.

Readable by its owner only: it holds the trainer's key and the hub's account. The lock of the data folder, not this
file, says who holds it.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.files import read_small_text, write_whole

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "running.json"
KEY_HEADER: Final = "X-Trainer-Key"
"""Carries the key in a request to the kit's API."""


@dataclass(frozen=True, slots=True)
class Running:
    """A running kit: its address on this computer, its process, the key that its API asks for, its room.

    `broker` is the broker's address with the hub's account, as `mqtt://name:password@host:port`; `pages` is where
    learners find the pages.
    """

    url: str
    pid: int
    key: str = field(repr=False)
    room: str
    broker: str = field(repr=False)
    pages: str


def announce(folder: Path, url: str, key: str, room: str, broker: str, pages: str) -> None:
    """Say that this process runs the kit of `folder` at `url`."""
    said = Running(url, os.getpid(), key, room, broker, pages)
    write_whole(folder / FILE_NAME, json.dumps(asdict(said), indent=1) + "\n")


def renew_key(folder: Path, key: str) -> None:
    """Say the trainer's new key, where this process runs the kit of `folder`."""
    said = find(folder)
    if said is not None and said.pid == os.getpid():
        announce(folder, said.url, key, said.room, said.broker, said.pages)


def withdraw(folder: Path) -> bool:
    """Say that no kit runs there any more; return whether one had announced itself."""
    announcement = folder / FILE_NAME
    was_announced = announcement.is_file()
    if announcement.is_dir() and not announcement.is_symlink():
        shutil.rmtree(announcement)
    announcement.unlink(missing_ok=True)
    return was_announced


def find(folder: Path) -> Running | None:
    """Return what a kit announced in `folder`; one that was killed left its announcement."""
    try:
        said: dict[str, Any] = json.loads(read_small_text(folder / FILE_NAME))
        texts = {name: str(said[name]) for name in ("url", "key", "room", "broker", "pages")}
        return Running(pid=int(said["pid"]), **texts)
    except (OSError, ValueError, KeyError, TypeError):
        return None
