"""Repairs: programs with one thing changed. One that does what is asked *proves* what was wrong with the first.

Recognisers know the mistakes that somebody thought of. Most mistakes of beginners are one word, one number, one sign or
one line away from a right program, and to try is a proof that needs no thinking of the case: when the program with
`sleep_ms` for `sleep_us` passes in every scenario, the pause was the mistake. So this package only makes candidates,
each with the sentence that its success proves; whoever runs programs tries them in this order (`grading/repairing.py`).

The order is from the few changes that people need most often, over those that can hardly mend by chance (a name, an
order, a sign), to those that may (a number, a line less). No candidate writes what is missing: a repair finds slips, it
does not do the exercise.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from iot_lab.explain.repairs import conditions, lines, names, usual, values
from iot_lab.explain.repairs.edits import Repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iot_lab.explain.source import Source

__all__ = ["Repair", "repairs"]

_LIKELIEST: Final[tuple[Callable[[Source], Iterator[Repair]], ...]] = (
    *usual.LIKELIEST, *names.LIKELIEST, *values.LIKELIEST,
)  # fmt: skip
_FIRST: Final[tuple[Callable[[Source], Iterator[Repair]], ...]] = (
    *names.FINDERS, *values.FINDERS, *conditions.FINDERS, *lines.FINDERS,
)  # fmt: skip
_LAST: Final[tuple[Callable[[Source], Iterator[Repair]], ...]] = (
    *values.LAST_FINDERS, *conditions.LAST_FINDERS, *lines.LAST_FINDERS,
)  # fmt: skip


def repairs(source: Source, pins: frozenset[int] = frozenset(), *, only_likeliest: bool = False) -> Iterator[Repair]:
    """Yield changed programs, the likeliest mistakes first, no text twice; `pins` are those of the exercise.

    Kinds of mistakes take turns, so that a program with many numbers does not keep its conditions waiting.
    """
    if source.tree is None or source.is_long:
        return
    seen = {source.text}
    groups = [[one(source) for one in _LIKELIEST]]
    if not only_likeliest:
        groups += [[*(one(source) for one in _FIRST), values.other_pin(source, pins)], [one(source) for one in _LAST]]
    for place, found in enumerate(groups):
        for repair in _in_turn(found):
            if repair.program not in seen:
                seen.add(repair.program)
                yield replace(repair, is_usual=not place)


def _in_turn(each: list[Iterator[Repair]]) -> Iterator[Repair]:
    while each:
        for one in list(each):
            repair = next(one, None)
            if repair is None:
                each.remove(one)
            else:
                yield repair
