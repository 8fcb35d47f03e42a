"""Tree: a room on days that were noted (seed 15 in public) and on others; the hidden trials have other rooms.

Each day has its own weather: a base temperature and humidity, a factor of light. An empty room is dark, but for
some (a lamp left on, the sun). Some labels of the file are slips. Days are drawn again until a plain tree of three
questions is right on other days: what is asked is then possible.
"""

from dataclasses import dataclass
from random import Random

from iot_lab.grading.vocabulary import Case, Question, Scenario, Wiring, hidden, public

FILE, HEADER = "room.csv", "day,temperature,humidity,light,label\n"
LABELS = ("empty", "people", "airing")
DAYS, OTHER_DAYS, EACH = 7, 3, 3
BRIGHT_EMPTY, SLIPS = 0.2, 3
DEPTH, STEPS, GOOD = 3, 20, 0.95

Sample = tuple[float, float, float]
Row = tuple[Sample, str]


@dataclass(frozen=True, slots=True)
class Room:
    """What each label looks like: degrees and points of humidity beside the base of a day, light from and to."""

    temperature_c: float
    humidity_percent: float
    people: tuple[float, float]
    airing: tuple[float, float]
    dark: tuple[float, float]
    bright: tuple[float, float]

    def beside(self, label: str) -> tuple[float, float]:
        return {"empty": (0.0, 0.0), "people": self.people, "airing": self.airing}[label]


OFFICE = Room(19.5, 45, (3.4, 9), (-4.5, -6), (6, 30), (52, 90))
CELLAR = Room(13.0, 68, (-3.0, -9), (4.5, 8), (2, 10), (22, 45))


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    return [
        _case(public, "office", wiring, Random(15), OFFICE, "people"),  # noqa: S311
        _case(hidden, "other-days", wiring, chance, OFFICE, chance.choice(LABELS)),
        _case(hidden, "cellar", wiring, chance, CELLAR, "airing"),
    ]


def _case(kind: type, name: str, wiring: Wiring, chance: Random, room: Room, present: str) -> Case:
    """Return a case; its truth: labels of what is asked, slips of the file, the label now, the last day's counts."""
    now = _typical(room, present)
    days, unseen, slips = _drawn(chance, room)
    while not _is_learnable(days, [*unseen, (now, present)]):
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
    truth = {
        "labels": dict(unseen),
        "slips": dict(slips),
        "now": present,
        "last": tuple(last.count(label) for label in LABELS),
    }
    return kind(name, scenario, truth)


def _drawn(chance: Random, room: Room) -> tuple[list[list[Row]], list[Row], list[Row]]:
    """Return the days of the file, samples of other days, and the rows whose label is a slip."""
    days = [_day(chance, room) for _ in range(DAYS)]
    unseen = [row for _ in range(OTHER_DAYS) for row in _day(chance, room)]
    slips = []
    for place in chance.sample(range(DAYS - 1), SLIPS):
        sample, label = days[place][0]
        slips.append((sample, chance.choice([one for one in LABELS if one != label])))
        days[place][0] = slips[-1]
    return days, unseen, slips


def _day(chance: Random, room: Room) -> list[Row]:
    weather = (chance.gauss(0, 0.4), chance.gauss(0, 2), chance.uniform(0.92, 1.05))
    rows = [_row(chance, room, label, weather) for label in LABELS for _ in range(EACH + chance.randint(0, 1))]
    chance.shuffle(rows)
    return rows


def _row(chance: Random, room: Room, label: str, weather: tuple[float, float, float]) -> Row:
    warmer, damper = room.beside(label)
    is_dark = label == "empty" and chance.random() > BRIGHT_EMPTY
    temperature_c = room.temperature_c + warmer + weather[0] + chance.gauss(0, 0.5)
    humidity = room.humidity_percent + damper + weather[1] + chance.gauss(0, 2.5)
    light = chance.uniform(*(room.dark if is_dark else room.bright)) * weather[2]
    return (round(temperature_c, 1), round(humidity, 1), round(light, 1)), label


def _typical(room: Room, label: str) -> Sample:
    warmer, damper = room.beside(label)
    light = sum(room.dark if label == "empty" else room.bright) / 2
    return room.temperature_c + warmer, room.humidity_percent + damper, light


def _lux(percent: float) -> float:
    """Return the light under which the photoresistor's divider says so many percent (parts/photoresistor.py)."""
    return float(10 / (100 / percent - 1) ** (1 / 0.6))


def _is_learnable(days: list[list[Row]], asked: list[Row]) -> bool:
    """Whether a plain tree of three questions, without the last day, is right on what will be asked."""
    tree = _grow([row for day in days[:-1] for row in day], DEPTH)
    return sum(_answer(tree, sample) == label for sample, label in asked) >= GOOD * len(asked)


def _mixture(rows: list[Row]) -> float:
    labels = [label for _, label in rows]
    return len(rows) - sum(labels.count(label) ** 2 for label in LABELS) / len(rows)


def _grow(rows: list[Row], depth: int) -> object:
    best, least = None, _mixture(rows) - 0.5
    for place in range(3 if depth else 0):
        values = [sample[place] for sample, _ in rows]
        for step in range(1, STEPS):
            limit = min(values) + (max(values) - min(values)) * step / STEPS
            under = [row for row in rows if row[0][place] < limit]
            over = [row for row in rows if row[0][place] >= limit]
            if under and over and _mixture(under) + _mixture(over) < least:
                least, best = _mixture(under) + _mixture(over), (place, limit, under, over)
    if best is None:
        labels = [label for _, label in rows]
        return max(LABELS, key=labels.count)
    place, limit, under, over = best
    return place, limit, _grow(under, depth - 1), _grow(over, depth - 1)


def _answer(tree: object, sample: Sample) -> object:
    while isinstance(tree, tuple):
        place, limit, under, over = tree
        tree = under if sample[place] < limit else over
    return tree
