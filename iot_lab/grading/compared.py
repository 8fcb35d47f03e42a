"""What the board did beside what a program that passes does in the same scenario: two tracks for a pin or a topic.

The example is the exercise's own solution. Only times and levels of it are told, never its text, and only of a public
scenario: what it does there is what the statement asks for. Other programs may pass with other times; the sentences
of the check say what is allowed. Tracks that agree are left out where others differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from iot_lab.grading.expectations.pwm import read_pwm
from iot_lab.grading.expectations.tolerance import US_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.grading.trial import Trial

MOST_ROWS: Final = 3
MOST_MOMENTS: Final = 120
"""Of one track."""
SAME_S, SAME_SHARE = 0.05, 0.02
"""Two moments agree within the greater of these, the second of the time since power-on."""
MOMENTS_BEFORE, MOMENTS_AFTER = 16, 10
MARGIN: Final = 0.15
LONGEST_WHERE: Final = 120
Track = tuple[tuple[float, float], ...]
"""Virtual seconds and the level from then on (0, 1, a duty between), or 1 for a message."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One pin (`where`: its number) or topic, as an example does it and as it was seen."""

    kind: Literal["pin", "topic"]
    where: str
    expected: Track
    seen: Track


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """The rows on one axis, around where they first differ (`differs_s`)."""

    start_s: float
    end_s: float
    differs_s: float
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True)
class Tracks:
    """What one run did, by kind and place."""

    end_s: float
    by_place: dict[tuple[Literal["pin", "topic"], str], Track]


def read_tracks(trial: Trial) -> Tracks:
    """Return the tracks of a run."""
    pins = dict.fromkeys(event.where for event in trial.events if event.kind in {"pin", "pin-latch", "pwm"})
    found: dict[tuple[Literal["pin", "topic"], str], Track] = {("pin", pin): _pin(trial, int(pin)) for pin in pins}
    for topic in dict.fromkeys(event.where for event in trial.events if event.kind == "mqtt-publish"):
        times = (event.t_us for event in trial.events if event.kind == "mqtt-publish" and event.where == topic)
        found["topic", topic[:LONGEST_WHERE]] = tuple((at_us / US_PER_S, 1.0) for at_us in times)
    return Tracks(trial.duration_s, {place: track for place, track in found.items() if track})


def compare(example: Tracks, seen: Tracks) -> ComparedReport | None:
    """Return what is to be drawn, None where nothing of it is a matter of time."""
    places = list(dict.fromkeys((*example.by_place, *seen.by_place)))
    rows = [ComparedRow(*place, example.by_place.get(place, ()), seen.by_place.get(place, ())) for place in places]
    different = [row for row in rows if not _agree(row.expected, row.seen)]
    if not different:
        return None
    # What the example does comes before what only the other program does.
    shown = sorted(different, key=lambda row: not row.expected)[:MOST_ROWS]
    differs_s = min(_first_difference_s(row) for row in shown)
    start_s, end_s = _window(shown, differs_s, max(example.end_s, seen.end_s))
    rows_shown = tuple(_cut(row, start_s, end_s) for row in shown)
    return ComparedReport(round(start_s, 3), round(end_s, 3), round(differs_s, 3), rows_shown)


def _pin(trial: Trial, pin: int) -> Track:
    settings = read_pwm(trial.events, pin).settings
    if settings:
        return tuple((one.start_s, one.duty) for one in settings)
    switches = trial.pin(pin).switches_s
    return tuple((at_s, float(place % 2 == 0)) for place, at_s in enumerate(switches))


def _is_same(mine: tuple[float, float], theirs: tuple[float, float]) -> bool:
    return abs(mine[0] - theirs[0]) <= max(SAME_S, SAME_SHARE * theirs[0]) and abs(mine[1] - theirs[1]) < SAME_S


def _agree(one: Track, other: Track) -> bool:
    return len(one) == len(other) and all(map(_is_same, one, other))


def _first_difference_s(row: ComparedRow) -> float:
    """Return when the tracks first differ; they do."""
    for mine, theirs in zip(row.expected, row.seen, strict=False):
        if not _is_same(mine, theirs):
            return min(mine[0], theirs[0])
    longer = max(row.expected, row.seen, key=len)
    return longer[min(len(row.expected), len(row.seen))][0]


def _window(rows: Sequence[ComparedRow], differs_s: float, end_s: float) -> tuple[float, float]:
    """Return the stretch to show: a few moments before the difference and a few after it, else from power-on."""
    moments = sorted({at_s for row in rows for at_s, _ in (*row.expected, *row.seen)})
    before = [at_s for at_s in moments if at_s < differs_s]
    after = [at_s for at_s in moments if at_s >= differs_s]
    start_s = before[-MOMENTS_BEFORE] if len(before) > MOMENTS_BEFORE else 0.0
    if len(after) > MOMENTS_AFTER:
        return start_s, after[MOMENTS_AFTER]
    last_s = after[-1]
    return start_s, max(last_s, min(end_s, last_s + max(1.0, MARGIN * (last_s - start_s))))


def _cut(row: ComparedRow, start_s: float, end_s: float) -> ComparedRow:
    return ComparedRow(row.kind, row.where, _between(row.expected, start_s, end_s), _between(row.seen, start_s, end_s))


def _between(track: Track, start_s: float, end_s: float) -> Track:
    """Return the moments of a stretch, and the one before it, which says how it begins."""
    first = max(0, sum(at_s < start_s for at_s, _ in track) - 1)
    kept = [(round(at_s, 3), round(level, 3)) for at_s, level in track[first:] if at_s <= end_s]
    return tuple(kept[:MOST_MOMENTS])
