"""What the program printed, and what may be expected of it: only for statements that ask for a print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.grading.expectations.expect import Mismatch
from iot_lab.grading.expectations.tolerance import US_PER_S, is_near
from iot_lab.grading.sentences import catalogued, counted, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.grading.sentences import Sentence
    from iot_lab.simulator.board import Event

_NUMBER: Final = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
MAX_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line, without its end, and the numbers in it."""

    at_us: int
    text: str

    @property
    def at_s(self) -> float:
        return self.at_us / US_PER_S

    @property
    def numbers(self) -> list[float]:
        """Return the numbers that stand in the line, in order."""
        return [float(found) for found in _NUMBER.findall(self.text)]


@dataclass(frozen=True, slots=True)
class Prints:
    """All the lines that the program printed."""

    lines: tuple[PrintedLine, ...]

    def expectation(self) -> PrintExpectations:
        return PrintExpectations(self)


@dataclass(frozen=True, slots=True)
class PrintExpectations:
    """What may be expected of printed lines."""

    prints: Prints

    def has_text(self, text: str) -> None:
        """Expect a line that contains `text`; capitals do not matter."""
        if not any(text.casefold() in line.text.casefold() for line in self.prints.lines):
            raise Mismatch(catalogued("grading.text.expected", text=text), self._say_last_line())

    def has_number(self, value: float, *, within_percent: float) -> None:
        """Expect a line with this number in it, give or take `within_percent`."""
        found = (one for line in self.prints.lines for one in line.numbers)
        if not any(is_near(one, value, within_percent) for one in found):
            raise Mismatch(catalogued("grading.number.expected", value=number(value)), self._say_last_line())

    def has_lines(self, count: int) -> None:
        """Expect exactly so many lines."""
        seen = len(self.prints.lines)
        if seen != count:
            raise Mismatch(counted("grading.lines.expected", count), counted("grading.lines.seen", seen))

    def _say_last_line(self) -> Sentence:
        if not self.prints.lines:
            return catalogued("grading.text.seen-nothing")
        return catalogued("grading.text.seen", line=self.prints.lines[-1].text[:MAX_SHOWN])


def read_prints(events: Iterable[Event]) -> Prints:
    """Return the printed lines of a trace."""
    return Prints(
        tuple(PrintedLine(event.t_us, str(event.value).rstrip("\r\n")) for event in events if event.kind == "print")
    )
