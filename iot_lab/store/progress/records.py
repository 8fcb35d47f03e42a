"""What progress takes and gives: plain values. Times are ms since 1970."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

CheckVerdict = Literal["passed", "failed", "could-not-check"]


@dataclass(frozen=True, slots=True)
class LearnerRecord:
    """One learner of a room; `code_hash` is what the accounts made of the personal code, which is nowhere itself."""

    id: int
    nickname: str
    code_hash: str
    joined_ms: int


@dataclass(frozen=True, slots=True)
class ProgramVersion:
    """One saved version of a learner's program for an exercise, numbered from 1; `files` are those beside main.py."""

    number: int
    text: str
    saved_ms: int
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """Return a short sum of the content: who saves says on which content the change stands."""
        whole = "\0".join([self.text, *(part for name in sorted(self.files) for part in (name, self.files[name]))])
        return hashlib.sha256(whole.encode(errors="replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """One check: who, what, which version, when, and the mistake that was recognised in it.

    Of the exercise's `parts` (its own checks), `parts_passed` passed.
    """

    nickname: str
    exercise: str
    version: int
    verdict: CheckVerdict
    mistake: str | None
    checked_ms: int
    learner_id: int = 0
    parts_passed: int = 0
    parts: int = 0


@dataclass(frozen=True, slots=True)
class ProgramHeader:
    """The newest version of each program of a learner, without its text."""

    exercise: str
    number: int
    saved_ms: int
