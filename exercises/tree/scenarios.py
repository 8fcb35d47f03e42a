"""Tree: a room on days that were noted (seed 15 in public) and on others; the hidden trials have other rooms.

Each day has its own weather: a base temperature and humidity, a factor of light. An empty room is dark, but for
some (a lamp left on, the sun). Some labels of the file are slips; one is on the last day, on its plainest sample, so
that no honest card is without a mistake. In the cellar it is winter on the last day: the air that comes in is cold and
dry, which no other day shows, so that the card tells whether its tree has seen that day. Days are drawn again until a
plain tree of three questions is right on other days, with the last day or without it: what is asked is then possible.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from iot_lab.grading.vocabulary import Case, Question, Scenario, Wiring, hidden, public
from iot_lab.sums import total

FILE, HEADER = "room.csv", "day,temperature,humidity,light,label\n"
LABELS = ("empty", "people", "airing")
DAYS, OTHER_DAYS, EACH = 7, 3, 3
SLIPS = 3
DEPTH, STEPS, GOOD = 3, 20, 0.95

Sample = tuple[float, float, float]
Row = tuple[Sample, str]


@dataclass(frozen=True, slots=True)
class Room:
    """What each label looks like: degrees and points of humidity beside the base of a day, light from and to.

    An empty room is dark, but for a share.
    """

    temperature_c: float
    humidity_percent: float
    people: tuple[float, float]
    airing: tuple[float, float]
    dark: tuple[float, float]
    bright: tuple[float, float]
    bright_when_empty: float
    airing_on_the_last_day: tuple[float, float] | None = None

    def beside(self, label: str) -> tuple[float, float]:
        return {"empty": (0.0, 0.0), "people": self.people, "airing": self.airing}[label]


OFFICE = Room(19.5, 45, (3.4, 9), (-4.5, -6), (6, 30), (52, 90), 0.2)
# No window, no lamp left on: light alone tells people from an empty cellar.
CELLAR = Room(13.0, 68, (-0.6, -2), (4.5, 8), (2, 10), (22, 45), 0.0, (-5.5, -12))


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    return [
        _case(public, "office", wiring, Random(15), OFFICE, "people"),  # noqa: S311
        _case(hidden, "other-days", wiring, chance, OFFICE, "empty"),
        _case(hidden, "cellar", wiring, chance, CELLAR, "empty"),
    ]


def _case(kind: type, name: str, wiring: Wiring, chance: Random, room: Room, present: str) -> Case:
    """Return a case; its truth: labels of what is asked, slips of the file, the label now, the last day's counts."""
    now = _typical(room, present)
    days, unseen, slips = _drawn(chance, room)
    while not _is_learnable(days, [*unseen, (now, present)], room):
        days, unseen, slips = _drawn(chance, room)
    noted = [(day, sample, label) for day, rows in enumerate(days, 1) for sample, label in rows]
    lines = [f"{day},{','.join(map(str, sample))},{label}\n" for day, sample, label in noted]
    questions = [Question(function, (sample,)) for sample, _ in unseen for function in ("predict", "explain")]
    questions += [Question("predict", (sample,)) for sample, _ in slips]
    questions += [Question("by_hand", (sample,)) for sample, _ in unseen] if kind is public else []
    temperature_c, humidity_percent, light = now
    parts = (
        wiring.part("climate", temperature_c=temperature_c, humidity_percent=humidity_percent),
        wiring.part("light", light_lux=_lux(light)),
    )
    scenario = Scenario(
        30,
        parts,
        None,
        None,
        files=((FILE, (HEADER + "".join(lines)).encode()),),
        questions=(*questions, Question("now"), Question("card")),
    )
    last = [label for _, label in days[-1]]
    winter = last.count("airing") if room.airing_on_the_last_day else 0
    truth = {
        "labels": dict(unseen),
        "slips": dict(slips),
        "now": present,
        "last": tuple(last.count(label) for label in LABELS),
        "winter": winter,
    }
    return kind(name, scenario, truth)


def _drawn(chance: Random, room: Room) -> tuple[list[list[Row]], list[Row], list[Row]]:
    """Return the days of the file, samples of other days, and the rows whose label is a slip."""
    days = [_day(chance, one) for one in (*[room] * (DAYS - 1), _on_the_last_day(room))]
    unseen = [row for _ in range(OTHER_DAYS) for row in _day(chance, room)]
    slips = []
    for place in chance.sample(range(DAYS - 1), SLIPS):
        row = _may_slip(room, days[place])[0]
        sample, label = days[place][row]
        slips.append((sample, chance.choice(_wrong_labels(room, label))))
        days[place][row] = slips[-1]
    _slip_on_the_last_day(chance, room, days[-1])
    return days, unseen, slips


def _on_the_last_day(room: Room) -> Room:
    return replace(room, airing=room.airing_on_the_last_day or room.airing)


def _slip_on_the_last_day(chance: Random, room: Room, rows: list[Row]) -> None:
    """Give the sample that looks most like its label another one: every tree that is right elsewhere misjudges it."""

    def strangeness(row: Row) -> float:
        sample, label = row
        parts = zip(sample, _typical(room, label), (1.0, 4.0, 20.0), strict=True)
        return total(((value - typical) / scale) ** 2 for value, typical, scale in parts)

    place = min(_may_slip(room, rows), key=lambda place: strangeness(rows[place]))
    sample, label = rows[place]
    rows[place] = sample, chance.choice(_wrong_labels(room, label))


def _may_slip(room: Room, rows: list[Row]) -> list[int]:
    """Return which rows may have a wrong label.

    In the cellar only what is dark: a slip must teach neither what the last day alone can tell, nor that an empty
    cellar may be bright, by which light that is not in percent would pass.
    """
    return [place for place, (_, label) in enumerate(rows) if room is OFFICE or label == "empty"]


def _wrong_labels(room: Room, label: str) -> list[str]:
    return [one for one in LABELS if one != label] if room is OFFICE else ["people"]


def _day(chance: Random, room: Room) -> list[Row]:
    weather = (chance.gauss(0, 0.4), chance.gauss(0, 2), chance.uniform(0.92, 1.05))
    rows = [_row(chance, room, label, weather) for label in LABELS for _ in range(EACH + chance.randint(0, 1))]
    chance.shuffle(rows)
    return rows


def _row(chance: Random, room: Room, label: str, weather: tuple[float, float, float]) -> Row:
    warmer, damper = room.beside(label)
    is_dark = label == "empty" and chance.random() > room.bright_when_empty
    temperature_c = room.temperature_c + warmer + weather[0] + chance.gauss(0, 0.5)
    humidity = room.humidity_percent + damper + weather[1] + chance.gauss(0, 2.5)
    light = chance.uniform(*(room.dark if is_dark else room.bright)) * weather[2]
    return (round(temperature_c, 1), round(humidity, 1), round(light, 1)), label


def _typical(room: Room, label: str) -> Sample:
    warmer, damper = room.beside(label)
    light = total(room.dark if label == "empty" else room.bright) / 2
    return room.temperature_c + warmer, room.humidity_percent + damper, light


def _lux(percent: float) -> float:
    """Return the light under which the photoresistor's divider says so many percent (parts/photoresistor.py)."""
    return float(10 / (100 / percent - 1) ** (1 / 0.6))


def _is_learnable(days: list[list[Row]], asked: list[Row], room: Room) -> bool:
    """Whether plain trees of three questions, with and without the last day, are right on what will be asked.

    Where the last day is in winter, the tree without it misjudges all of its airing, and the other one nothing of it.
    """
    winter = [sample for sample, label in days[-1] if label == "airing"] if room.airing_on_the_last_day else []
    for seen in (days[:-1], days):
        tree = _grow([row for day in seen for row in day], DEPTH)
        if sum(_answer(tree, sample) == label for sample, label in asked) < GOOD * len(asked):
            return False
        known = sum(_answer(tree, sample) == "airing" for sample in winter)
        if winter and (len(winter) < EACH or known != (len(winter) if seen is days else 0)):
            return False
    return True


def _mixture(counts: list[int]) -> float:
    every = sum(counts)
    return every - sum(count * count for count in counts) / every if every else 0.0


def _grow(rows: list[Row], depth: int) -> object:
    counts = _counts([label for _, label in rows])
    best, least = None, _mixture(counts) - 0.5
    for place in range(3 if depth else 0):
        for limit, under, over in _cuts(rows, place, counts):
            mixture = _mixture(under) + _mixture(over)
            if mixture < least:
                least, best = mixture, (place, limit)
    if best is None:
        return LABELS[counts.index(max(counts))]
    place, limit = best
    under, over = [[row for row in rows if (row[0][place] < limit) is is_under] for is_under in (True, False)]
    return place, limit, _grow(under, depth - 1), _grow(over, depth - 1)


def _cuts(rows: list[Row], place: int, counts: list[int]) -> Iterator[tuple[float, list[int], list[int]]]:
    """Yield each limit that leaves samples on both sides, with how many of each label are under and over it."""
    ordered = sorted((sample[place], label) for sample, label in rows)
    least, most = ordered[0][0], ordered[-1][0]
    under, taken = [0] * len(LABELS), 0
    for step in range(1, STEPS):
        limit = least + (most - least) * step / STEPS
        while taken < len(ordered) and ordered[taken][0] < limit:
            under[LABELS.index(ordered[taken][1])] += 1
            taken += 1
        if 0 < taken < len(ordered):
            yield limit, under, [whole - part for whole, part in zip(counts, under, strict=True)]


def _counts(labels: list[str]) -> list[int]:
    return [labels.count(label) for label in LABELS]


def _answer(tree: object, sample: Sample) -> object:
    while isinstance(tree, tuple):
        place, limit, under, over = tree
        tree = under if sample[place] < limit else over
    return tree
