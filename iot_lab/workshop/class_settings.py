"""What a class agrees on, kept in `class.json`: room code, session, closed units, whose the boards are, the codes' key.

The room code is a word to read from the wall: it keeps strangers on the same Wi-Fi out, and is no secret of the group.
The key signs learners' cookies and makes their codes unreadable in the database: it never leaves this file, and with
another key nobody finds their work again, which is why the file has a spare.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from iot_lab.errors import LabError
from iot_lab.foreign_text import clean
from iot_lab.kept_json import BothDamaged, FileUnwritten, KeptJson
from iot_lab.workshop.code_words import room_word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FILE_NAME: Final = "class.json"
FORMAT: Final = 1
LONGEST_SESSION_NAME: Final = 60
KEEP_DAYS: Final = 90
"""How long people's work and measures are kept, unless the trainer says otherwise; 0 is for ever."""
MOST_KEEP_DAYS: Final = 3650


class ClassUnreadable(LabError):
    """`class.json` and its spare cannot be read: learners' codes would be worth nothing. Details: path, copy."""

    code = "class-unreadable"


@dataclass(frozen=True, slots=True)
class ClassSession:
    """One meeting of the class; times are ms since 1970, 0 where it did not begin or is not closed."""

    name: str = ""
    started_ms: int = 0
    closed_ms: int = 0

    @property
    def is_closed(self) -> bool:
        """Whether nobody new comes in."""
        return self.closed_ms > 0


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the file holds."""

    room_code: str
    key: str
    closed_units: tuple[str, ...] = ()
    boards: Mapping[str, int] = field(default_factory=dict)
    session: ClassSession = ClassSession()
    keep_days: int = KEEP_DAYS
    believed_day: int = 0
    looked_day: int = 0


class ClassSettings:
    """The agreements of one data folder. Safe to use from several threads; a change is on disk when it returns."""

    def __init__(self, path: Path, agreed: Agreed) -> None:
        self._kept = KeptJson(path)
        self.notices: list[LabError] = []
        """What was mended when it was opened."""
        self._lock = threading.Lock()
        self._agreed = agreed

    @classmethod
    def open(cls, folder: Path, language: str) -> ClassSettings:
        """Read the file of `folder`, or begin one with a word of `language`. Raises ClassUnreadable, FileUnwritten."""
        path = folder / FILE_NAME
        try:
            found, notices = KeptJson(path).read(_agreed)
        except BothDamaged as damaged:
            raise ClassUnreadable(path=path, copy=damaged.copy) from damaged
        except OSError as error:
            raise FileUnwritten(path=path, reason=error) from error
        settings = cls(path, found or Agreed(room_word(language), secrets.token_urlsafe(24)))
        settings.notices = notices
        if found is None:
            settings._save(settings._agreed)
        return settings

    @property
    def room_code(self) -> str:
        """The word that lets people in."""
        return self._agreed.room_code

    @property
    def key(self) -> bytes:
        """What signs learners' cookies and codes."""
        return self._agreed.key.encode()

    @property
    def closed_units(self) -> frozenset[str]:
        """The units of the course that learners may not begin yet."""
        return frozenset(self._agreed.closed_units)

    @property
    def boards(self) -> Mapping[str, int]:
        """Which real board is which learner's, by their number (`own_boards.py`)."""
        return self._agreed.boards

    @property
    def session(self) -> ClassSession:
        """The session of now, or the last one."""
        return self._agreed.session

    @property
    def keep_days(self) -> int:
        """After how many days without a sign of life people's work and measures are erased; 0 for never."""
        return self._agreed.keep_days

    def start_session(self, name: str, now_ms: int) -> None:
        """Begin a session; one that is closed ends being so. Raises FileUnwritten."""
        self._keep_session(ClassSession(" ".join(clean(name).split())[:LONGEST_SESSION_NAME], now_ms))

    def close_session(self, now_ms: int) -> None:
        """Let nobody new in. Raises FileUnwritten."""
        self._keep_session(replace(self.session, closed_ms=now_ms))

    def reopen_session(self) -> None:
        """Take a closing back. Raises FileUnwritten."""
        self._keep_session(replace(self.session, closed_ms=0))

    @property
    def believed_day(self) -> int:
        """The day, since 1970, from which the limit counted back last (`retention.py`)."""
        return self._agreed.believed_day

    @property
    def looked_day(self) -> int:
        """What this computer's clock said then."""
        return self._agreed.looked_day

    def believe(self, day: int, looked: int) -> None:
        """Keep both. Raises FileUnwritten."""
        with self._lock:
            changed = replace(self._agreed, believed_day=day, looked_day=looked)
            if changed != self._agreed:
                self._save(changed)

    def keep_for(self, days: int) -> None:
        """Keep people's work and measures for so many days. Raises FileUnwritten."""
        with self._lock:
            self._save(replace(self._agreed, keep_days=max(0, min(days, MOST_KEEP_DAYS))))

    def keep_boards(self, boards: Mapping[str, int]) -> None:
        """Keep whose the boards are. Raises FileUnwritten."""
        with self._lock:
            if boards != self._agreed.boards:
                self._save(replace(self._agreed, boards=dict(boards)))

    def change_room_code(self, language: str) -> str:
        """Choose another word: the one before lets nobody in any more. Raises FileUnwritten."""
        with self._lock:
            word = room_word(language)
            while word == self.room_code:
                word = room_word(language)
            self._save(replace(self._agreed, room_code=word))
        return self.room_code

    def close_unit(self, unit: str) -> None:
        """Close a unit. Raises FileUnwritten."""
        self._set_closed(lambda closed: closed | {unit})

    def open_unit(self, unit: str) -> None:
        """Open a unit; nothing happens where it is open. Raises FileUnwritten."""
        self._set_closed(lambda closed: closed - {unit})

    def _keep_session(self, session: ClassSession) -> None:
        with self._lock:
            self._save(replace(self._agreed, session=session))

    def _set_closed(self, change: Callable[[frozenset[str]], frozenset[str]]) -> None:
        with self._lock:
            closed = tuple(sorted(change(frozenset(self._agreed.closed_units))))
            if closed != self._agreed.closed_units:
                self._save(replace(self._agreed, closed_units=closed))

    def _save(self, agreed: Agreed) -> None:
        try:
            self._kept.write({"format": FORMAT, **asdict(agreed)})
        except OSError as error:
            raise FileUnwritten(path=self._kept.path, reason=error) from error
        self._agreed = agreed


def _agreed(content: dict[str, Any]) -> Agreed:
    key = str(content["key"])
    if content["format"] != FORMAT or len(key) < 16:
        raise ValueError(FILE_NAME)
    boards = {str(board): int(owner) for board, owner in content.get("boards", {}).items()}
    units = tuple(str(unit) for unit in content["closed_units"])
    session = content.get("session", {})
    times = (int(session.get("started_ms", 0)), int(session.get("closed_ms", 0)))
    keep_days = max(0, min(int(content.get("keep_days", KEEP_DAYS)), MOST_KEEP_DAYS))
    return Agreed(
        str(content["room_code"]),
        key,
        units,
        boards,
        ClassSession(str(session.get("name", "")), *times),
        keep_days,
        int(content.get("believed_day", 0)),
        int(content.get("looked_day", 0)),
    )
