"""The beginning of every expectation: `expect(trial.pin(2)).pulses(5)` (docs/writing-exercises.md).

What may stand in the brackets is a Subject: it brings an object whose public methods return nothing where they are
met and else raise Mismatch. A new subject is one file of its own; nothing here changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from iot_lab.grading.sentences import Sentence

Expectations_co = TypeVar("Expectations_co", covariant=True)


class Mismatch(Exception):
    """The board did not do what was expected. `at_s`: the virtual moment at which it showed, if there is one.

    `line` is the line of the program that what was seen names, where it names one.
    """

    def __init__(
        self, expected: Sentence, seen: Sentence, at_s: float | None = None, *, line: int | None = None
    ) -> None:
        super().__init__()
        self.expected = expected
        self.seen = seen
        self.at_s = at_s
        self.line = line


class NothingToJudge(Mismatch):
    """What was to be judged never happened: the LED never lit, no message came, the function is not there.

    Behind another failed check it is no failure of its own, only not yet judged; alone, it is one.
    """


class Subject(Protocol[Expectations_co]):
    """Something of a trial of which checks may expect something."""

    def expectation(self) -> Expectations_co:
        """Return what may be expected of it."""


def expect(subject: Subject[Expectations_co]) -> Expectations_co:
    """Start an expectation about a subject: a pin, messages, readings of a bus, answers of a function..."""
    return subject.expectation()
