"""What is known of each board by its MAC, kept in `boards.json`: its name, and how far its writing went.

The journal says what to expect; the board's own digests decide. It is replaced as a whole, so a crash leaves the old
or the new. Safe to use from several threads.
"""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from iot_lab.boards.errors import JournalUnreadable
from iot_lab.kept_json import BothDamaged, FileUnwritten, KeptJson

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.errors import LabError

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
        self._kept = KeptJson(path)
        self.notices: list[LabError] = []
        """What was mended when it was opened."""
        self._entries = entries
        self._lock = threading.Lock()

    @classmethod
    def open(cls, folder: Path) -> Journal:
        """Read the journal of `folder`, empty where there is none. Raises JournalUnreadable."""
        path = folder / FILE_NAME
        try:
            entries, notices = KeptJson(path).read(lambda content: [_entry(value) for value in content["boards"]])
        except BothDamaged as damaged:
            raise JournalUnreadable(path=path, copy=damaged.copy) from damaged
        except OSError as error:
            raise FileUnwritten(path=path, reason=error) from error
        journal = cls(path, {entry.mac: entry for entry in entries or ()})
        journal.notices = notices
        return journal

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
        """Write one board's entry; it is on disk when this returns. Raises FileUnwritten."""
        with self._lock:
            self._save({**self._entries, entry.mac: entry})

    def change(self, mac: str, **values: Any) -> None:
        """Change some fields of a known board. Raises KeyError, FileUnwritten."""
        with self._lock:
            self._save({**self._entries, mac: replace(self._entries[mac], **values)})

    def forget(self, mac: str) -> None:
        """Remove a board; nothing happens where it is unknown. Raises FileUnwritten."""
        with self._lock:
            if mac in self._entries:
                self._save({known: entry for known, entry in self._entries.items() if known != mac})

    def _save(self, entries: dict[str, BoardEntry]) -> None:
        """Memory changes only after the disk."""
        content = {"format": FORMAT, "boards": [asdict(entry) for _, entry in sorted(entries.items())]}
        try:
            self._kept.write(content)
        except OSError as error:
            raise FileUnwritten(path=self._kept.path, reason=error) from error
        self._entries = entries


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
