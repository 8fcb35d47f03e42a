"""The learners of a room: who joined, how they come back, who is here and who asks for help.

The theory. Nothing is known of a person but a nickname. A learner joins with it and the room code, and is given a
personal code, which is all that is needed to come back on another computer: it is both name and password, made by us,
good for a few sessions, and worth nothing elsewhere. The database holds what `class.json`'s key makes of it, never the
code; the browser holds the code in a cookie that we signed, so a cookie cannot be guessed faster than a code typed.

Who is here (a page of theirs asked for something lately), on which exercise, and whose hand is raised is kept in memory
only, and told on the topic `learners` of the live channel: a snapshot of all, then those that changed.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from iot_lab.errors import LabError
from iot_lab.foreign_text import clean
from iot_lab.store import NicknameTaken
from iot_lab.workshop.code_words import as_typed, personal_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.live import LiveChannel
    from iot_lab.store import ProgressStore
    from iot_lab.store.progress.records import LearnerRecord
    from iot_lab.workshop.class_settings import ClassSettings

LEARNERS: Final = "learners"
"""The topic."""
LONGEST_NICKNAME: Final = 24
MOST_LEARNERS: Final = 500
"""Of one room: more would be a program that joins."""
HERE_MS: Final = 90_000
"""A learner who did nothing for so long is not here."""
TELL_EVERY_MS: Final = 20_000
"""That somebody is still here is told so often."""


class RoomCodeWrong(LabError):
    """The room code is another one: it stands on the wall."""

    code = "room-code-wrong"


class SessionClosed(LabError):
    """The trainer closed the session: nobody new comes in."""

    code = "session-closed"


class PersonalCodeWrong(LabError):
    """No learner of this room has this personal code."""

    code = "personal-code-wrong"


class NicknameRefused(LabError):
    """A nickname without a letter or a numeral, or too long. Details: longest."""

    code = "nickname-refused"


class RoomFull(LabError):
    """So many learners joined that something must be wrong. Details: most."""

    code = "room-full"


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner, as the room sees them now. Times are ms since 1970; `hand_ms`: since when help is asked for."""

    id: int
    nickname: str
    joined_ms: int
    seen_ms: int = 0
    exercise: str | None = None
    hand_ms: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what the topic says of them."""
        return {
            "id": self.id,
            "nickname": self.nickname,
            "joined_ms": self.joined_ms,
            "seen_ms": self.seen_ms,
            "exercise": self.exercise,
            "hand_ms": self.hand_ms,
        }


class Learners:
    """The learners of one room. Safe to use from several threads."""

    def __init__(
        self,
        progress: ProgressStore,
        settings: ClassSettings,
        live: LiveChannel,
        clock_ms: Callable[[], int] = lambda: int(time.time() * 1000),
    ) -> None:
        self._progress, self._settings, self._clock_ms = progress, settings, clock_ms
        self._lock = threading.RLock()
        self._known: dict[int, Learner] = {}
        self._codes: dict[str, int] = {}
        for record in progress.learners():
            self._remember(record)
        self.topic = live.open(LEARNERS, self._everything)

    def people(self) -> list[Learner]:
        """Return every learner, in the order in which they joined."""
        with self._lock:
            return sorted(self._known.values(), key=lambda one: one.id)

    def get(self, learner_id: int) -> Learner | None:
        """Return one learner, None where there is none of this number (any more)."""
        return self._known.get(learner_id)

    def is_here(self, learner: Learner) -> bool:
        """Say whether a page of theirs asked for something lately."""
        return self._clock_ms() - learner.seen_ms <= HERE_MS

    def join(self, nickname: str, room_code: str, language: str = "fr") -> tuple[Learner, str]:
        """Add a learner; return them with their personal code, which nobody can read again.

        Raises RoomCodeWrong, SessionClosed, NicknameRefused, NicknameTaken, RoomFull.
        """
        if not hmac.compare_digest(_code_key(room_code), _code_key(self._settings.room_code)):
            raise RoomCodeWrong
        if self._settings.session.is_closed:
            raise SessionClosed
        name = checked_nickname(nickname)
        with self._lock:
            if len(self._known) >= MOST_LEARNERS:
                raise RoomFull(most=MOST_LEARNERS)
            code = self._new_code(language)
            record = self._progress.add_learner(name, self._hash(code), self._clock_ms())
            self._remember(record)
        self._change(record.id, seen_ms=self._clock_ms())
        return self._known[record.id], code

    def resume(self, code: str) -> Learner:
        """Return the learner whose personal code was typed. Raises PersonalCodeWrong."""
        found = self._codes.get(self._hash(as_typed(code)))
        if found is None:
            raise PersonalCodeWrong
        return self._known[found]

    def cookie_of(self, code: str) -> str:
        """Return what a browser keeps: the code, and our signature under it."""
        kept = as_typed(code)
        return f"{kept}.{self._signature(kept)}"

    def of_cookie(self, cookie: str) -> tuple[Learner, str] | None:
        """Return the learner of a cookie that we signed, with their code; None for any other cookie."""
        code, _, signature = cookie[:80].partition(".")
        if not code or not hmac.compare_digest(self._signature(code).encode(), signature.encode()):
            return None
        found = self._codes.get(self._hash(code))
        learner = None if found is None else self._known.get(found)
        return None if learner is None else (learner, code)

    def rename(self, learner_id: int, nickname: str) -> Learner:
        """Give a learner another nickname. Raises NicknameRefused, NicknameTaken."""
        name = checked_nickname(nickname)
        self._progress.rename_learner(learner_id, name)
        return self._change(learner_id, nickname=name)

    def change_code(self, learner_id: int, language: str = "fr") -> str:
        """Give a learner another personal code, for who forgot theirs: the one before is worth nothing."""
        with self._lock:
            code = self._new_code(language)
            self._progress.change_code(learner_id, self._hash(code))
            self._codes = {key: one for key, one in self._codes.items() if one != learner_id}
            self._codes[self._hash(code)] = learner_id
        return code

    def forget(self, learner_id: int) -> None:
        """Erase a learner, with programs and checks."""
        self._progress.forget_learner(learner_id)
        with self.topic.changing(), self._lock:
            self._known.pop(learner_id, None)
            self._codes = {key: one for key, one in self._codes.items() if one != learner_id}
            self.topic.tell({"learners": [], "gone": [learner_id]})

    def seen(self, learner_id: int, exercise: str | None = None) -> None:
        """Note that a page of theirs asked for something; `exercise` is where they are, None where that is unsaid."""
        learner = self._known.get(learner_id)
        now_ms = self._clock_ms()
        if learner is None:
            return
        place = exercise or learner.exercise
        if place != learner.exercise or abs(now_ms - learner.seen_ms) >= TELL_EVERY_MS:
            self._change(learner_id, seen_ms=now_ms, exercise=place)

    def raise_hand(self, learner_id: int) -> Learner | None:
        """Ask for help; who asked already keeps their place in the order."""
        learner = self._known.get(learner_id)
        if learner is None or learner.hand_ms is not None:
            return learner
        return self._change(learner_id, hand_ms=self._clock_ms())

    def lower_hand(self, learner_id: int) -> Learner | None:
        """Ask no more: help came, or it goes without."""
        return self._change(learner_id, hand_ms=None) if learner_id in self._known else None

    def _change(self, learner_id: int, **values: Any) -> Learner:
        with self.topic.changing(), self._lock:
            changed = self._known[learner_id] = replace(self._known[learner_id], **values)
            self.topic.tell({"learners": [changed.as_json()], "gone": []})
        return changed

    def _everything(self) -> dict[str, Any]:
        return {"learners": [one.as_json() for one in self.people()], "gone": []}

    def _remember(self, record: LearnerRecord) -> None:
        self._known[record.id] = Learner(record.id, record.nickname, record.joined_ms)
        self._codes[record.code_hash] = record.id

    def _new_code(self, language: str) -> str:
        """Return a code that nobody has."""
        while True:
            code = personal_code(language)
            if self._hash(code) not in self._codes:
                return code

    def _hash(self, code: str) -> str:
        return hmac.new(self._settings.key, f"code {code}".encode(), hashlib.sha256).hexdigest()

    def _signature(self, code: str) -> str:
        return hmac.new(self._settings.key, f"cookie {code}".encode(), hashlib.sha256).hexdigest()[:32]


def checked_nickname(text: str) -> str:
    """Return a nickname as it is shown: one line, no controls. Raises NicknameRefused."""
    name = " ".join(clean(text[:200]).split())
    if not 0 < len(name) <= LONGEST_NICKNAME or not any(letter.isalnum() for letter in name):
        raise NicknameRefused(longest=LONGEST_NICKNAME)
    return name


def _code_key(code: str) -> bytes:
    return "".join(code[:32].casefold().split()).encode()


__all__ = ["LEARNERS", "Learner", "Learners", "NicknameRefused", "NicknameTaken", "PersonalCodeWrong", "RoomCodeWrong"]
