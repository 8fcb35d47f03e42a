"""Tracebacks in what a board printed: the last one is read, and explained like an error of a graded program.

A log holds lines of text only. A traceback begins with "Traceback", goes on with indented lines and ends with the first
that is not: `Type: message`. The line that counts is the innermost one of the learner's own file; a real board calls it
`program.py` or `main.py`, a computer by its path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.explain.rules import ErrorText

if TYPE_CHECKING:
    from collections.abc import Sequence

_FRAME: Final = re.compile(r'^\s+File "([^"]{1,200})", line (\d{1,6})(?:, in (\S+))?')
_LAST: Final = re.compile(r"^(?:[\w.]+\.)?([A-Z]\w{0,60})(?:: ?(.*))?$", re.DOTALL)
_OURS: Final = re.compile(r"(?:^|/)(?:lib|kit|umqtt|\.system|\.frozen|site-packages|asyncio)(?:/|$)|lab\.py$|^<")
LONGEST_TRACEBACK: Final = 60


@dataclass(frozen=True, slots=True)
class LoggedError:
    """An error that a log told: its text, and the place of its last line in the log."""

    error: ErrorText
    place: int


def last_error(lines: Sequence[str]) -> LoggedError | None:
    """Return the last whole traceback of a log, None where there is none."""
    for start in range(len(lines) - 1, -1, -1):
        if not lines[start].startswith("Traceback (most recent call last)"):
            continue
        for place in range(start + 1, min(len(lines), start + LONGEST_TRACEBACK)):
            if lines[place][:1] not in (" ", "\t", ""):
                found = _LAST.match(lines[place].rstrip())
                line = _line_of(lines[start + 1 : place])
                return LoggedError(ErrorText(found[1], found[2] or "", line), place) if found else None
    return None


def _line_of(frames: Sequence[str]) -> int | None:
    """Return the line of the innermost frame that is the learner's."""
    places = [(found[1], int(found[2])) for line in frames if (found := _FRAME.match(line))]
    return next((line for file, line in reversed(places) if not _OURS.search(file)), None)
