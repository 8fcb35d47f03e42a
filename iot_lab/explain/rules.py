"""What an explainer's rule is: for some exception types, a pattern of the message and a function that looks further.

The function gets the case and the pattern's groups. It answers a diagnosis when it has *proved* one in the program, and
None otherwise: then the next rule is asked. Rules stand from the most specific cause to the plain wording.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iot_lab.explain.diagnosis import Diagnosis

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.explain.source import Source


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What MicroPython or CPython said: exception type, message, and the line of main.py where it showed.

    `callback` names what called the function that raised, where it was not the program: an interrupt, a timer.
    """

    type: str
    message: str
    line: int | None = None
    is_in_callback: bool = False


@dataclass(frozen=True, slots=True)
class ErrorCase:
    """An error, and the program in which it happened."""

    error: ErrorText
    source: Source

    @property
    def line(self) -> int | None:
        """Return the line where the error showed."""
        return self.error.line

    def found(self, name: str, /, at: int | None = None, **values: object) -> Diagnosis:
        """Return a proved diagnosis, at the error's line where no other is given."""
        return Diagnosis(name, at or self.line, values)

    def worded(self, name: str, /, **values: object) -> Diagnosis:
        """Return a diagnosis that only puts the error in words."""
        return Diagnosis(name, self.line, values, is_specific=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """When `types` and `pattern` fit an error, `look` is asked."""

    types: frozenset[str]
    pattern: re.Pattern[str]
    look: Callable[..., Diagnosis | None]

    def __call__(self, case: ErrorCase) -> Diagnosis | None:
        """Return the diagnosis of a case, None where the rule does not fit."""
        if self.types and case.error.type not in self.types:
            return None
        fits = self.pattern.search(case.error.message)
        return self.look(case, *fits.groups()) if fits else None


def rule(types: str, pattern: str, *looks: Callable[..., Diagnosis | None]) -> tuple[Rule, ...]:
    """Return one rule for each function, asked in this order; `types` separated by spaces, empty for any."""
    compiled = re.compile(pattern, re.DOTALL)
    return tuple(Rule(frozenset(types.split()), compiled, look) for look in looks)


def first_of(looks: Sequence[Callable[..., Diagnosis | None]], *arguments: Any) -> Diagnosis | None:
    """Return the first diagnosis that one of several functions makes."""
    return next((made for look in looks if (made := look(*arguments))), None)
