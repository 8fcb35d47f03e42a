"""Gestures: recordings of four people (seed 17 in public), windows of three others, one of whom moves the sensor.

A person has a strength (0.75 to 1.25), a tempo (0.85 to 1.15), a way to hold the sensor (up to 10 degrees beside the
case's own) and an unsteady hand (12 to 30 thousandths of g). A shake goes to and fro on one axis, about 3.4 times a
second; a circle turns on two, about 1.2 times. In a hidden trial the sensor is held on its side; in another the last
person of the file is feeble (0.4 or so) and recorded twice as often: a model that has not seen them misjudges more of
their windows than one that has, so that the card tells which of the two was counted. People are drawn again until the
nearest centre is right on others, whether the last person was learnt from or not: what is asked is then possible.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt
from random import Random

from iot_lab.grading.vocabulary import Case, Question, RoomFacts, Wiring, hidden, public
from iot_lab.simulator.world.curves import Noise
from iot_lab.simulator.world.scenario import Span
from iot_lab.sums import total

FILE, HEADER = "gestures.csv", "take,person,label,ax,ay,az\n"
LABELS = ("rest", "circle", "shake")
PEOPLE, OTHERS, TAKES, TAKES_OF_FEEBLE = "ABCD", 3, 1, 2
HZ, WINDOW, TAKE = 25, 40, 80
TREMBLE_S = 0.005
FIRST_S, LASTS_S, PAUSE_S = 3.0, 4.6, 4.0
# How strongly somebody moves: from, to; and the last person of a hidden file.
STRENGTH, FEEBLE = (0.75, 1.25), (0.40, 0.46)

# So many more of the feeble person's windows are misjudged by a model that has not seen them than by one that has.
LEAST_MORE = 3
# Windows that need the scales: how many are asked about, tried for them, and how near the nearest centre is beside the
# next.
ODD, MOST_TRIED, CLEAR = 2, 80, 0.9

# How far (g), how often (a second) and where on the way each axis beside `down` moves.
SWINGS = {
    ("circle", 1): (0.45, 1.2, 0.0),
    ("circle", 2): (0.45, 1.2, 0.25),
    ("shake", 1): (0.85, 3.4, 0.0),
    ("shake", 2): (0.12, 3.4, 0.1),
}

Window = tuple[tuple[int, int, int], ...]
Take = tuple[str, str, Window]
Numbers = list[float]
Model = tuple[dict[str, Numbers], Numbers]


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody moves; `down` is the axis that feels the earth, `held_g` what it and both others feel of it."""

    strength: float
    tempo: float
    unsteady_g: float
    held_g: tuple[float, float, float]
    down: int

    def moves(self, label: str, axis: int, t_s: float) -> float:
        """Return an axis's acceleration in g, without its noise; axes are counted from `down` on."""
        place = (axis - self.down) % 3
        if (label, place) not in SWINGS:
            return self.held_g[place]
        swing_g, turns_hz, phase = SWINGS[label, place]
        return self.held_g[place] + self.strength * swing_g * sin(2 * pi * (turns_hz * self.tempo * t_s + phase))


@dataclass(frozen=True, slots=True)
class Hand:
    """One axis while a person moves: a curve; the noise is of the seed."""

    person: Person
    axis: int
    gestures: tuple[tuple[Span, str], ...]

    def at(self, t_s: float, seed: int) -> float:
        label = next((label for span, label in self.gestures if span.holds(t_s)), "rest")
        noise = Noise(self.person.unsteady_g, TREMBLE_S, str(self.axis))
        return self.person.moves(label, self.axis, t_s) + noise.at(t_s, seed)


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    return [
        _case(public, "wand", wiring, Random(17), 2),  # noqa: S311
        _case(hidden, "other-people", wiring, chance, 2, last=FEEBLE, is_joined=True),
        _case(hidden, "on-its-side", wiring, chance, chance.choice((0, 1))),
    ]


def _case(
    kind: type,
    name: str,
    wiring: Wiring,
    chance: Random,
    down: int,
    last: tuple[float, float] = STRENGTH,
    is_joined: bool = False,
) -> Case:
    """Return a case; its truth: labels of the windows asked, those of the last person, their counts, the gestures."""
    room = RoomFacts.drawn(chance)
    takes, others, asked = _drawn(chance, down, last)
    while not _is_learnable(takes, asked, others[0], must_tell=last is FEEBLE):
        takes, others, asked = _drawn(chance, down, last)
    gestures = _gestures(chance)
    hand = tuple(Hand(others[0], axis, gestures) for axis in range(3))
    lines = [
        f"{take},{person},{label},{x},{y},{z}\n"
        for take, (person, label, samples) in enumerate(takes)
        for x, y, z in samples
    ]
    questions = [Question("features", (window,)) for _, window in asked[:6]]
    own = [one for one in _windows(takes) if one[0] == PEOPLE[-1]]
    odd = _odd_windows(chance, takes, others)
    questions += [Question("predict", (window,)) for _, window in asked]
    questions += [Question("predict", (window,)) for _, _, window in own] if last is FEEBLE else []
    questions += [Question("predict", (window,)) for window in odd]
    scenario = room.scenario(
        gestures[-1][0].end_s + PAUSE_S,
        parts=(wiring.part("motion", acceleration_g=hand),),
        wifi=room.wifi(is_joined=is_joined),
        files=((FILE, (HEADER + "".join(lines)).encode()),),
        questions=(*questions, Question("model"), Question("card")),
    )
    truth = {
        "labels": {window: label for label, window in asked},
        "own": {window: label for _, label, window in own},
        "odd": set(odd),
        "last": (len(own) // len(LABELS),) * len(LABELS),
        "without": _learnt(
            [(label, _features(window)) for person, label, window in _windows(takes) if person != PEOPLE[-1]]
        ),
        "all": len(takes) * TAKE // WINDOW,
        "gestures": gestures,
    }
    return kind(name, scenario, truth)


def _drawn(
    chance: Random, down: int, last: tuple[float, float]
) -> tuple[list[Take], list[Person], list[tuple[str, Window]]]:
    """Return the takes of the file, the people who are not in it, and their windows with their labels."""
    strengths = [STRENGTH] * (len(PEOPLE) - 1) + [last]
    takes = [
        (person, label, one)
        for person, strength in zip(PEOPLE, strengths, strict=True)
        for label, one in _takes(
            chance, _person(chance, down, strength), TAKES_OF_FEEBLE if strength is FEEBLE else TAKES
        )
    ]
    others = [_person(chance, down) for _ in range(OTHERS)]
    asked = [(label, _samples(chance, one, label, WINDOW)) for one in others for label in LABELS for _ in range(2)]
    chance.shuffle(asked)
    return takes, others, asked


def _odd_windows(chance: Random, takes: list[Take], others: list[Person]) -> list[Window]:
    """Return movements between a circle and a shake, of which a distance without scales says something else."""
    model = _learnt([(label, _features(window)) for _, label, window in _windows(takes)])
    plain = model[0], [1.0] * len(model[1])
    windows = [_samples(chance, others[0], label, WINDOW) for label in LABELS if label != "rest"]
    found: list[Window] = []
    for _ in range(MOST_TRIED):
        odd = _stretched(chance.choice(windows), [chance.uniform(0.4, 2.5) for _ in range(3)])
        numbers = _features(odd)
        if _nearest(model, numbers) != _nearest(plain, numbers) and _is_clear(model, numbers):
            found.append(odd)
        if len(found) == ODD:
            break
    return found


def _stretched(window: Window, factors: Sequence[float]) -> Window:
    """Return a window whose axes move so many times as far around their mean."""
    axes = list(zip(*window, strict=True))
    middles = [_mean(axis) for axis in axes]
    stretched = [
        [round(middle + factor * (value - middle)) for value in axis]
        for axis, middle, factor in zip(axes, middles, factors, strict=True)
    ]
    return tuple((x, y, z) for x, y, z in zip(*stretched, strict=True))


def _is_clear(model: Model, numbers: Numbers) -> bool:
    """Whether the nearest centre is nearer than the next one by far: not a matter of rounding."""
    centres, scales = model
    distances = sorted(
        total(((one - centre) / scale) ** 2 for one, centre, scale in zip(numbers, centres[label], scales, strict=True))
        for label in LABELS
    )
    return distances[0] < CLEAR * distances[1]


def _lived(person: Person) -> list[tuple[str, Window]]:
    """Return windows all along the gestures of the person who will move the sensor."""
    chance = Random(0)  # noqa: S311
    return [(label, _samples(chance, person, label, WINDOW)) for label in LABELS for _ in range(6)]


def _windows(takes: list[Take]) -> list[tuple[str, str, Window]]:
    """Return person, label and samples of each window of a file."""
    starts = range(0, TAKE, WINDOW)
    return [(person, label, samples[start : start + WINDOW]) for person, label, samples in takes for start in starts]


def _is_learnable(takes: list[Take], asked: list[tuple[str, Window]], living: Person, must_tell: bool) -> bool:
    """Whether nearest centres, learnt with and without the last person, are right on what is asked and lived through.

    Where `must_tell`, the last person's own windows must tell which of the two is counted, whatever the scales.
    """
    seen = [(person, label, _features(window)) for person, label, window in _windows(takes)]
    others, own = ([one for one in seen if (one[0] == PEOPLE[-1]) is is_last] for is_last in (False, True))
    models = [_learnt([(label, features) for _, label, features in part]) for part in (others, seen)]
    if must_tell:
        counts = [
            [sum(_nearest((centres, scales), numbers) != label for _, label, numbers in own) for _, scales in models]
            for centres, _ in models
        ]
        if min(counts[0]) - max(counts[1]) < LEAST_MORE:
            return False
    return all(_are_right(models, windows()) for windows in (lambda: asked, lambda: _lived(living)))


def _are_right(models: Sequence[Model], windows: list[tuple[str, Window]]) -> bool:
    numbers = [(label, _features(window)) for label, window in windows]
    return all(_nearest(model, features) == label for model in models for label, features in numbers)


def _learnt(seen: list[tuple[str, Numbers]]) -> Model:
    """Return the centre of each label, and how much each feature varies over all."""
    scales = [_deviation(column) for column in zip(*(numbers for _, numbers in seen), strict=True)]
    return {
        label: [_mean(column) for column in zip(*(numbers for said, numbers in seen if said == label), strict=True)]
        for label in LABELS
    }, scales


def _nearest(model: Model, numbers: Numbers) -> str:
    centres, scales = model

    def distance(label: str) -> float:
        parts = zip(numbers, centres[label], scales, strict=True)
        return total(((one - centre) / scale) ** 2 for one, centre, scale in parts)

    return min(LABELS, key=distance)


def _features(window: Window) -> Numbers:
    axes = list(zip(*window, strict=True))
    return [_mean(axis) for axis in axes] + [_deviation(axis) for axis in axes]


def _mean(values: Sequence[float]) -> float:
    return total(values) / len(values)


def _deviation(values: Sequence[float]) -> float:
    """Return the standard deviation; that of the library is exact, and takes a hundred times as long."""
    middle = _mean(values)
    return sqrt(total((value - middle) ** 2 for value in values) / len(values))


def _person(chance: Random, down: int, strength: tuple[float, float] = STRENGTH) -> Person:
    one, other = (radians(chance.uniform(-10, 10)) for _ in range(2))
    held_g = (cos(one) * cos(other), sin(one), sin(other))
    return Person(chance.uniform(*strength), chance.uniform(0.85, 1.15), chance.uniform(0.012, 0.03), held_g, down)


def _takes(chance: Random, person: Person, count: int) -> list[tuple[str, Window]]:
    found = [(label, _samples(chance, person, label, TAKE)) for label in LABELS for _ in range(count)]
    chance.shuffle(found)
    return found


def _samples(chance: Random, person: Person, label: str, count: int) -> Window:
    """Return so many samples from an instant of the movement on, in thousandths of g."""
    start_s = chance.uniform(0, 10)

    def sample(place: int) -> tuple[int, int, int]:
        values = [
            person.moves(label, axis, start_s + place / HZ) + chance.gauss(0, person.unsteady_g) for axis in range(3)
        ]
        x, y, z = (round(1000 * value) for value in values)
        return x, y, z

    return tuple(sample(place) for place in range(count))


def _gestures(chance: Random) -> tuple[tuple[Span, str], ...]:
    order = ["circle", "shake"]
    chance.shuffle(order)
    start_s, found = FIRST_S + chance.uniform(0, 1), []
    for label in order:
        found.append((Span(start_s, LASTS_S), label))
        start_s += LASTS_S + PAUSE_S + chance.uniform(0, 1)
    return tuple(found)
