"""Recordings as files: CSV (one sample a line) and the JSON of Edge Impulse's data acquisition (one take a file).

docs/learning.md tells both. What comes is foreign: sizes are capped, every number is looked at, and what cannot be
read is said with its line. Names of people become letters here, in the order in which they appear, and are not kept.
A CSV without a column `take` is a table: each line is an example, its columns are the features.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from iot_lab.foreign_text import clean
from iot_lab.learning.csv_text import CsvText, read_csv_text, shown
from iot_lab.learning.errors import RecordingAxes, RecordingColumns, RecordingLarge, RecordingTooLong, RecordingWord
from iot_lab.learning.examples import Examples, counted, sampled
from iot_lab.learning.takes import (
    LARGEST_SAMPLE,
    LEAST_HZ,
    LONGEST_LABEL,
    MOST_HZ,
    MOST_PER,
    SMALLEST,
    THOUSANDTHS,
    Take,
    is_axis_list,
    is_label,
    is_person,
    person_letter,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DEFAULT_HZ: Final = 50.0
MOST_TAKES: Final = 5000
MOST_PEOPLE: Final = 702
MOST_FEATURES: Final = 200
SCALES: Final = (1000, 100, 10, 1)


def read_recordings(raw: bytes, rate_hz: float = DEFAULT_HZ) -> list[Take] | Examples:
    """Return the takes of a CSV file, or its table where it has no column `take`. Raises errors of LearningError."""
    text = read_csv_text(raw)
    measures = list(text.measures)
    if not measures:
        raise RecordingColumns(column="ax")
    if len(measures) > MOST_FEATURES:
        raise RecordingAxes(axis=str(len(measures)))
    return _takes(text, measures, rate_hz) if "take" in text.facts else _table(text, measures)


def write_csv(takes: Sequence[Take], *, is_plain: bool = False) -> bytes:
    """Return takes as CSV; plain: `take,person,label` and the axes alone, as the exercises read it.

    Takes of other axes than the first one's have their columns after its; what a take has not is empty.
    """
    axes = list(dict.fromkeys(axis for take in takes for axis in take.axes))
    more = () if is_plain else ("day", "hz", "per", "late", "missing", "saturated")
    lines = [",".join(("take", "person", "label", *more, *axes))]
    for take in takes:
        facts = () if is_plain else (take.day, f"{take.rate_hz:.9g}", take.per, take.late, take.missing, take.saturated)
        head = ",".join(_quoted(str(one)) for one in (take.id, take.person, take.label, *facts))
        columns = [take.axes[axis].tolist() if axis in take.axes else [""] * len(take) for axis in axes]
        lines += [f"{head},{','.join(map(str, sample))}" for sample in zip(*columns, strict=True)]
    return ("\n".join(lines) + "\n").encode()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',;"\t\n\r') else text


def _takes(text: CsvText, measures: list[str], rate_hz: float) -> list[Take]:
    if not is_axis_list(measures):
        raise RecordingAxes(axis=next((shown(one) for one in measures if not is_axis_list([one])), str(len(measures))))
    labels, people = _labels(text), _people(text)
    keys = list(zip(text.column("take"), people, labels, strict=True))
    places: dict[tuple[str, str, str], list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    if len(places) > MOST_TAKES:
        raise RecordingTooLong(most=MOST_TAKES)
    values, per = whole_numbers(text.values, _file_scale(text), measures, text)
    taken: set[str] = set()
    return [
        _take(text, free_name(key[0], taken), key, lines, values, measures, per, rate_hz)
        for key, lines in places.items()
    ]


def _take(
    text: CsvText,
    name: str,
    key: tuple[str, str, str],
    lines: list[int],
    values: NDArray[np.int16],
    axes: list[str],
    per: int,
    rate_hz: float,
) -> Take:
    first = lines[0]
    rate = _fact(text, "hz", first, rate_hz, LEAST_HZ, MOST_HZ)
    counts = {one: int(_fact(text, one, first, 0, 0, 1e9)) for one in ("late", "missing", "saturated")}
    day = clean(_field(text, "day", first), LONGEST_LABEL)
    columns = {axis: np.ascontiguousarray(values[lines, place]) for place, axis in enumerate(axes)}
    return Take(name, key[2], key[1], rate, columns, day=day, per=per, **counts)


def free_name(wanted: str, taken: set[str]) -> str:
    """Return a name that no other take has; `taken` then holds it."""
    base = clean(wanted, LONGEST_LABEL) or "take"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name)
    return name


def _field(text: CsvText, column: str, place: int) -> str:
    return text.facts[column][place] if column in text.facts else ""


def _fact(text: CsvText, column: str, place: int, default: float, least: float, most: float) -> float:
    """Return a number that a take's first line tells, `default` where it tells none. Raises RecordingWord."""
    field = _field(text, column, place).replace(",", ".")
    try:
        value = float(field) if field else default
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise RecordingWord(line=text.numbers[place], column=column, text=shown(field))
    return value


def _file_scale(text: CsvText) -> int | None:
    return int(_fact(text, "per", 0, 0, 0, MOST_PER)) or None


def whole_numbers(
    values: NDArray[np.float64], per: int | None, axes: Sequence[str], text: CsvText | None = None
) -> tuple[NDArray[np.int16], int]:
    """Return values as whole numbers of 16 bits and how many make a unit: whole as they are, others times 1000 to 1.

    Raises RecordingLarge, which names the first that does not fit.
    """
    is_whole = bool((values == np.rint(values)).all())
    if is_whole:
        scale, factor = per or (1000 if set(axes) <= THOUSANDTHS else 1), 1
    else:
        largest = float(np.abs(values).max())
        scale = factor = per or next((one for one in SCALES if largest * one <= LARGEST_SAMPLE), 1)
    whole = np.rint(values * factor)
    wrong = np.argwhere((whole < SMALLEST) | (whole > LARGEST_SAMPLE))
    if len(wrong):
        line, column = map(int, wrong[0])
        number = text.numbers[line] if text else line + 1
        raise RecordingLarge(line=number, column=axes[column], text=f"{values[line, column]:g}")
    return whole.astype(np.int16), scale


def _labels(text: CsvText) -> list[str]:
    labels = text.column("label")
    good = {label for label in set(labels) if is_label(label)}
    for number, label in zip(text.numbers, labels, strict=True):
        if label not in good:
            raise RecordingWord(line=number, column="label", text=clean(shown(label)))
    return labels


def _people(text: CsvText) -> list[str]:
    """Return letters: those of the file, or new ones in the order of appearance where any is another word."""
    people = [person or "A" for person in text.column("person")]
    if all(is_person(person) for person in set(people)):
        return people
    places, names = counted(people)
    if len(names) > MOST_PEOPLE:
        raise RecordingTooLong(most=MOST_PEOPLE)
    letters = [person_letter(place) for place in range(len(names))]
    return [letters[place] for place in places]


def _table(text: CsvText, measures: list[str]) -> Examples:
    labels, classes = counted(_labels(text))
    people, letters = counted(_people(text))
    days, day_names = counted([clean(day, LONGEST_LABEL) for day in text.column("day")])
    rows = text.values.astype(np.float32)
    lines = np.arange(len(rows))
    found = Examples(
        rows=rows,
        names=tuple(clean(name, LONGEST_LABEL) for name in measures),
        labels=labels,
        classes=classes,
        takes=lines,
        take_ids=tuple(str(line + 1) for line in lines),
        people=people,
        person_letters=letters,
        days=days,
        day_names=day_names,
        starts=np.zeros(len(rows), np.int64),
    )
    return sampled(found)
