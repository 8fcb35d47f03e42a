"""The table that a model learns from: one line an example, with its label, its take, its person and its day.

Lines come from windows of takes (`windows.py`), or from a file that is a table already (`files.py`). All numbers are
in single precision, as on a board. Whoever is set aside is set aside by take, person or day, never by line: two
windows of one take share samples.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from iot_lab.learning.errors import FewExamples, ManyLabels, NothingVaries, OneLabel

if TYPE_CHECKING:
    from iot_lab.learning.arrays import Marks, Rows, Whole
    from iot_lab.learning.plan import WindowPlan


MOST_EXAMPLES: Final = 20_000
"""More are sampled by chance, and it is said."""
LEAST_EXAMPLES: Final = 4
MOST_LABELS: Final = 20
SEED: Final = 15


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """(lines, features) with what is known of each line; `labels`, `takes`, `people`, `days` count into the names.

    `starts` is the place of a window in its take, in samples. `plan` is None for a table. `sampled_from` is how many
    windows there were where not all are here, `short_takes` the names of takes shorter than a window.
    """

    rows: Rows
    names: tuple[str, ...]
    labels: Whole
    classes: tuple[str, ...]
    takes: Whole
    take_ids: tuple[str, ...]
    people: Whole
    person_letters: tuple[str, ...]
    days: Whole
    day_names: tuple[str, ...]
    starts: Whole
    plan: WindowPlan | None = None
    sampled_from: int | None = None
    short_takes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def only(self, marks: Marks) -> Examples:
        """Return the lines that are marked, under the same names."""
        return replace(
            self,
            rows=self.rows[marks],
            labels=self.labels[marks],
            takes=self.takes[marks],
            people=self.people[marks],
            days=self.days[marks],
            starts=self.starts[marks],
        )

    def without_class(self, label: int) -> Examples:
        """Return the lines of the other labels; the labels are counted anew."""
        kept = self.only(self.labels != label)
        names = tuple(name for place, name in enumerate(self.classes) if place != label)
        return replace(kept, labels=kept.labels - (kept.labels > label), classes=names)

    def groups(self, kind: str) -> Whole:
        """Return who each line belongs to: "person", "day" or "take"."""
        return {"person": self.people, "day": self.days, "take": self.takes}[kind]

    def group_names(self, kind: str) -> tuple[str, ...]:
        return {"person": self.person_letters, "day": self.day_names, "take": self.take_ids}[kind]


def counted(names: list[str]) -> tuple[Whole, tuple[str, ...]]:
    """Return each name's place in the list of names, in the order of their first appearance."""
    places: dict[str, int] = {}
    return np.array([places.setdefault(name, len(places)) for name in names], np.int64), tuple(places)


def sampled(examples: Examples, most: int = MOST_EXAMPLES) -> Examples:
    """Return at most `most` lines, chosen by chance that is the same each time, in their order."""
    if len(examples) <= most:
        return examples
    chosen = np.zeros(len(examples), bool)
    chosen[np.random.default_rng(SEED).choice(len(examples), most, replace=False)] = True
    return replace(examples.only(chosen), sampled_from=len(examples))


def check_learnable(examples: Examples, *, least_classes: int = 2) -> None:
    """Raise what is missing: OneLabel, ManyLabels, FewExamples, NothingVaries."""
    seen = np.unique(examples.labels)
    if len(examples) < LEAST_EXAMPLES:
        raise FewExamples(seen=len(examples), least=LEAST_EXAMPLES)
    if len(seen) < least_classes:
        raise OneLabel(label=examples.classes[int(seen[0])])
    if least_classes > 1 and len(seen) > MOST_LABELS:
        raise ManyLabels(seen=len(seen), most=MOST_LABELS)
    if not (examples.rows.max(axis=0) > examples.rows.min(axis=0)).any():
        raise NothingVaries
