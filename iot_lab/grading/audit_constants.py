"""The constants of a statement, changed in the solution: at least one such change must be refused.

`[constants]` names wrong programs that have a constant otherwise; this is the proof by machine beside them. A constant
that stands in the solution (as it is, in thousandths or in millionths: 0.5 s is also 500 ms) is changed where it
stands, one place at a time: doubled, halved, or another pin. One refused change proves that the checks look. A constant
that the solution does not name, that is said to be free or not provable by change (the number means something else in
the solution, or half of it obeys too) is left to the wrong programs.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from math import isclose
from typing import TYPE_CHECKING, Final

from iot_lab.course.exercise import FREE, NOT_BY_CHANGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.course import Exercise

SCALES: Final = (1, 1000, 1_000_000)
# Pins that can do everything, for a constant that is one; the first that nothing is wired to is taken.
OTHER_PINS: Final = (32, 33, 26, 4)


@dataclass(frozen=True, slots=True)
class ChangedConstant:
    """The solution with one number changed: `line` is where it stands."""

    program: str
    line: int


def changed_constants(exercise: Exercise) -> dict[str, list[ChangedConstant]]:
    """Return the changes of each constant that stands in the solution, by its text in the statement."""
    found = {
        number: list(_changes(exercise, float(number)))
        for number, proofs in exercise.constants.items()
        if not any(proof.startswith((FREE, NOT_BY_CHANGE)) for proof in proofs)
    }
    return {number: changes for number, changes in found.items() if changes}


def _changes(exercise: Exercise, value: float) -> Iterator[ChangedConstant]:
    pins = {pin for part in exercise.wiring for pin in part.pins.values()}
    other_pin = next(pin for pin in OTHER_PINS if pin not in pins)
    for factor in (2, 0.5):
        for node, number in _numbers(exercise.solution):
            if not any(value and isclose(number, value * scale) for scale in SCALES):
                continue
            if number not in pins:
                yield _changed(exercise.solution, node, number * factor)
            elif factor > 1:
                yield _changed(exercise.solution, node, other_pin)


def _numbers(program: str) -> Iterator[tuple[ast.Constant, float]]:
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            yield node, node.value


def _changed(program: str, node: ast.Constant, value: float) -> ChangedConstant:
    lines = program.split("\n")
    line = lines[node.lineno - 1].encode()
    told = repr(int(value) if value == int(value) else value).encode()
    lines[node.lineno - 1] = (line[: node.col_offset] + told + line[node.end_col_offset :]).decode()
    return ChangedConstant("\n".join(lines), node.lineno)
