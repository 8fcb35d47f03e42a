"""What the program printed, line by line: only for statements that ask for a print in so many words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.expect import Mismatch
from iot_lab.grading.pins import US_PER_S
from iot_lab.grading.sentences import number
from iot_lab.grading.tolerance import is_near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.simulator.board import Event
    from iot_lab.texts import Texts

_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
MAX_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, without its end, and the numbers in it."""

    at_s: float
    text: str

    @property
    def numbers(self) -> list[float]:
        """Return the numbers that stand in the line, in order."""
        return [float(found) for found in _NUMBER.findall(self.text)]


@dataclass(frozen=True, slots=True)
class Prints:
    """All the lines that the program printed."""

    lines: tuple[Line, ...]

    def expectation(self) -> PrintsWords:
        """Return the words for what is printed."""
        return PrintsWords(self)


@dataclass(frozen=True, slots=True)
class PrintsWords:
    """Expectations about printed lines; each returns nothing when it is met, else raises Mismatch."""

    prints: Prints

    def has_text(self, text: str) -> None:
        """Expect a line that contains `text`; capitals do not matter."""
        if not any(text.casefold() in line.text.casefold() for line in self.prints.lines):
            raise Mismatch(lambda t: t("grading.text.expected", text=text), self._say_last_line)

    def has_number(self, value: float, *, within_percent: float) -> None:
        """Expect a line with this number in it, give or take `within_percent`."""
        found = (one for line in self.prints.lines for one in line.numbers)
        if not any(is_near(one, value, within_percent) for one in found):
            raise Mismatch(lambda t: t("grading.number.expected", value=number(value, t.language)), self._say_last_line)

    def has_lines(self, count: int) -> None:
        """Expect exactly so many lines."""
        seen = len(self.prints.lines)
        if seen != count:
            raise Mismatch(
                lambda t: t.count("grading.lines.expected", count), lambda t: t.count("grading.lines.seen", seen)
            )

    def _say_last_line(self, t: Texts) -> str:
        if not self.prints.lines:
            return t("grading.text.seen-nothing")
        return t("grading.text.seen", line=self.prints.lines[-1].text[:MAX_SHOWN])


def read_prints(events: Iterable[Event]) -> Prints:
    """Return the printed lines of a trace."""
    return Prints(
        tuple(Line(event.t_us / US_PER_S, str(event.value).rstrip("\r\n")) for event in events if event.kind == "print")
    )
