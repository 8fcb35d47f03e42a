"""Quiet mistakes: no error, and still not what was meant. Found in the syntax tree alone, whatever the exercise.

Each finder proves something about the program's text ("this line does nothing", "this code is never reached") that no
right program has a reason to contain. Finders stand in the order in which they explain a failure best: what never runs
or does nothing first, then loops and values, then units and ranges. A program without a tree has none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from iot_lab.explain.quiet import (
    bounds,
    calls,
    clocks,
    conditions,
    containers,
    corrections,
    flags,
    functions,
    large,
    loops,
    parts,
    queues,
    rooms,
    sums,
    texts,
    units,
)
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.source import Source

_FINDERS: Final[tuple[Callable[[Source], Iterator[Diagnosis]], ...]] = (
    *large.FINDERS, *calls.FINDERS, *rooms.FINDERS, *functions.FINDERS, *conditions.FINDERS, *bounds.FINDERS,
    *clocks.FINDERS, *loops.FINDERS, *queues.FINDERS, *containers.FINDERS, *corrections.FINDERS, *sums.FINDERS,
    *texts.FINDERS, *units.FINDERS, *flags.FINDERS,
)  # fmt: skip


def short_pauses(source: Source) -> list[Diagnosis]:
    """Return the pauses that are hardly any: told of a program that works without rest."""
    return list(units.short_pauses(source)) if not source.is_long else []


def long_pauses(source: Source, line: int) -> list[Diagnosis]:
    """Return the pauses of many seconds on a line: told of a program that stood there and did nothing else."""
    return list(units.long_pauses(source, line)) if not source.is_long else []


def longest_pause(source: Source) -> Diagnosis | None:
    """Return the longest pause of half a second and more that a loop takes at each turn."""
    return units.longest_pause(source) if not source.is_long else None


def forgotten_calls(source: Source, line: int | None) -> list[Diagnosis]:
    """Return the lines before an error that name, and do not call, a method of a thing which the error's line uses."""
    if source.is_long or not line:
        return []
    words = set(re.findall(r"\w+", source.line(line)))
    found = calls.statements_without_call(source)
    return [one for one in found if one.line and one.line < line and str(one.values["name"]).split(".")[0] in words]


def learning_mistakes(source: Source) -> list[Diagnosis]:
    """Return what keeps a program from learning: a model that is never found is nothing to compute with."""
    return [one for finder in corrections.FINDERS for one in finder(source)] if not source.is_long else []


def half_used_parts(source: Source) -> list[Diagnosis]:
    """Return what the program forgets of its parts: told where the exercise itself has no better word for it."""
    return [one for finder in parts.FINDERS for one in finder(source)] if not source.is_long else []


def quiet_mistakes(
    source: Source, asked: frozenset[str] = frozenset(), lasts_s: float | None = None
) -> list[Diagnosis]:
    """Return the quiet mistakes of a program, the best explanation first.

    `asked` names the functions that the host itself calls: they need no call in the program. `lasts_s` is how long it
    is watched: a wait of more seconds than that cannot be meant.
    """
    if source.tree is None or source.is_long:
        return []
    found = [*functions.answers(source, asked), *_of_the_text(source)]
    is_renamed = any(source.function_named(name) is None for name in asked)
    uncalled = [one for one in found if one.key == key("explain.quiet.never-called")]
    meant = [one for one in uncalled if is_renamed or one.values["function"] in asked]
    return [one for one in found if one not in meant and not _may_be_meant(one, lasts_s)]


@lru_cache(maxsize=4)
def _of_the_text(source: Source) -> tuple[Diagnosis, ...]:
    """Return what the finders say of a text: looked for once, though each trial of the program asks."""
    return tuple(one for finder in _FINDERS for one in finder(source))


def _may_be_meant(one: Diagnosis, lasts_s: float | None) -> bool:
    if one.key != key("explain.quiet.long-elapsed"):
        return False
    seconds = one.values["seconds"]
    return lasts_s is None or (isinstance(seconds, int | float) and seconds < lasts_s)
