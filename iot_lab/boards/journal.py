"""What is known of each board by its MAC, kept in `boards.json`: its name, and how far its writing went.

The journal says what to expect; the board's own digests decide. It is replaced as a whole, so a crash leaves the old
or the new. Safe to use from several threads.
"""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from iot_lab.boards.errors import JournalUnreadable
from iot_lab.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "boards.json"
FORMAT: Final = 1
State = Literal["named", "writing", "ready", "failed"]
_STATES: Final = ("named", "writing", "ready", "failed")


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """One board. `firmware` and `files` are digests of what was last asked for; `seen_s` is seconds since 1970."""

    mac: str
    name: str
    chip: str = ""
    flash_bytes: int = 0
    state: State = "named"
    firmware: str = ""
    files: str = ""
    error: str = ""
    seen_s: int = 0


class Journal:
    """The boards of one data folder."""

    def __init__(self, path: Path, entries: dict[str, BoardEntry]) -> None:
        self._path = path
        self._entries = entries
        self._lock = threading.Lock()

    @classmethod
    def open(cls, folder: Path) -> Journal:
        """Read the journal of `folder`, empty where there is none. Raises JournalUnreadable."""
        path = folder / FILE_NAME
        if not path.exists():
            return cls(path, {})
        try:
            content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            entries = [_entry(value) for value in content["boards"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise JournalUnreadable(path=path) from error
        return cls(path, {entry.mac: entry for entry in entries})

    def entry(self, mac: str) -> BoardEntry | None:
        """Return what is known of one board."""
        with self._lock:
            return self._entries.get(mac)

    def entries(self) -> list[BoardEntry]:
        """Return all boards, by name."""
        with self._lock:
            return sorted(self._entries.values(), key=lambda entry: (entry.name, entry.mac))

    def named(self, name: str) -> BoardEntry | None:
        """Return the board of this name."""
        return next((entry for entry in self.entries() if entry.name == name), None)

    def put(self, entry: BoardEntry) -> None:
        """Write one board's entry; it is on disk when this returns. Raises JournalUnreadable."""
        with self._lock:
            self._entries[entry.mac] = entry
            self._save()

    def change(self, mac: str, **values: Any) -> None:
        """Change some fields of a known board. Raises KeyError, JournalUnreadable."""
        with self._lock:
            self._entries[mac] = replace(self._entries[mac], **values)
            self._save()

    def forget(self, mac: str) -> None:
        """Remove a board; nothing happens where it is unknown. Raises JournalUnreadable."""
        with self._lock:
            if self._entries.pop(mac, None) is not None:
                self._save()

    def _save(self) -> None:
        content = {"format": FORMAT, "boards": [asdict(entry) for _, entry in sorted(self._entries.items())]}
        try:
            write_whole(self._path, json.dumps(content, indent=1) + "\n")
        except OSError as error:
            raise JournalUnreadable(path=self._path) from error


def _entry(value: dict[str, Any]) -> BoardEntry:
    state = value["state"] if value["state"] in _STATES else "named"
    return BoardEntry(
        mac=str(value["mac"]),
        name=str(value["name"]),
        chip=str(value["chip"]),
        flash_bytes=int(value["flash_bytes"]),
        state=cast("State", state),
        firmware=str(value["firmware"]),
        files=str(value["files"]),
        error=str(value["error"]),
        seen_s=int(value["seen_s"]),
    )
