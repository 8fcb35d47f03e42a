"""What progress takes and gives: plain values. Times are ms since 1970."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    """One saved version of a learner's program for an exercise, numbered from 1."""

    number: int
    text: str
    saved_ms: int


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """One check: who, what, which version, when, and the mistake that was recognised in it."""

    nickname: str
    exercise: str
    version: int
    verdict: CheckVerdict
    mistake: str | None
    checked_ms: int
