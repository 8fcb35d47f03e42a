"""What one rung found: a result, a few words, and where something is broken the errors that name the mend."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.errors import LabError

FAULT: Final = key("doctor.said.fault")
"""The words for a rung that failed by itself: the log has the traceback."""
Result = Literal["ok", "broken", "unknown", "not-concerned"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`said` is a catalogue key filled with `details`, empty where `errors` say it."""

    result: Result
    said: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    errors: tuple[LabError, ...] = ()


class CannotTell(Exception):
    """A fact that this system does not give; `said` is a catalogue key for the reason."""

    def __init__(self, said: str, **details: object) -> None:
        super().__init__(said)
        self.said, self.details = said, details


def ok(said: str, **details: object) -> Outcome:
    """All is well on this rung."""
    return Outcome("ok", said, details)


def broken(*errors: LabError) -> Outcome:
    """Something must be mended here."""
    return Outcome("broken", errors=errors)


def unknown(said: str, **details: object) -> Outcome:
    """Nobody could look."""
    return Outcome("unknown", said, details)


def doubtful(error: LabError) -> Outcome:
    """It may be this: nothing proves it, and the mend is worth reading when a board stays away."""
    return Outcome("unknown", errors=(error,))


def not_concerned(said: str, **details: object) -> Outcome:
    """Say that this rung has nothing to look at here and now."""
    return Outcome("not-concerned", said, details)
