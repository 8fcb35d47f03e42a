"""What one step found: a result, a few words, and where something is broken the errors that name the mend."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.errors import LabError

FAULT: Final = key("doctor.said.fault")
"""The words for a step that failed by itself: the log has the traceback."""
Result = Literal["ok", "broken", "unknown", "not-concerned"]


@dataclass(frozen=True, slots=True)
class Finding:
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


def ok(said: str, **details: object) -> Finding:
    """All is well on this step."""
    return Finding("ok", said, details)


def broken(*errors: LabError) -> Finding:
    """Something must be mended here."""
    return Finding("broken", errors=errors)


def unknown(said: str, **details: object) -> Finding:
    """Nobody could look."""
    return Finding("unknown", said, details)


def doubtful(error: LabError) -> Finding:
    """It may be this: nothing proves it, and the mend is worth reading when a board stays away."""
    return Finding("unknown", errors=(error,))


def not_concerned(said: str, **details: object) -> Finding:
    """Say that this step has nothing to look at here and now."""
    return Finding("not-concerned", said, details)
