"""Tracebacks in what a board printed: the last one is read, and explained like an error of a graded program.

A log holds lines of text only. A traceback begins with "Traceback", goes on with indented lines and ends with the first
that is not: `Type: message`. The line that counts is the innermost one of the learner's own file, which the outermost
frame names: a real board calls it `program.py` or `main.py`, a computer by its path. An error in a file that it imports
has a line of that file: it is told without one, and without the program's words.
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
    """An error that a log told, the place of its last line there, and whether it is of the program's own file."""

    error: ErrorText
    place: int
    is_of_the_program: bool = True


def last_error(lines: Sequence[str]) -> LoggedError | None:
    """Return the last whole traceback of a log, None where there is none."""
    for start in range(len(lines) - 1, -1, -1):
        if not lines[start].startswith("Traceback (most recent call last)"):
            continue
        for place in range(start + 1, min(len(lines), start + LONGEST_TRACEBACK)):
            if lines[place][:1] not in (" ", "\t", ""):
                found = _LAST.match(lines[place].rstrip())
                return _logged(found, lines[start + 1 : place], place) if found else None
    return None


def _logged(last: re.Match[str], frames: Sequence[str], place: int) -> LoggedError:
    """Return the error of a traceback's last line, at the innermost frame that is the learner's."""
    found = [(frame[1], int(frame[2])) for line in frames if (frame := _FRAME.match(line))]
    own = [(file, line) for file, line in found if not _OURS.search(file)]
    is_of_the_program = not own or own[0][0] == own[-1][0]
    line = own[-1][1] if own and is_of_the_program else None
    return LoggedError(ErrorText(last[1], last[2] or "", line), place, is_of_the_program)
