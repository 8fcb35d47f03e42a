"""Gestures: recordings of four people (seed 17 in public), windows of three others, one of whom moves the sensor.

A person has a strength (0.75 to 1.25), a tempo (0.85 to 1.15), a way to hold the sensor (up to 10 degrees beside the
case's own) and an unsteady hand (12 to 30 thousandths of g). A shake goes to and fro on one axis, about 3.4 times a
second; a circle turns on two, about 1.2 times. In a hidden trial the sensor is held on its side. People are drawn again
until the nearest centre is right on others: what is asked is then possible.
"""

from dataclasses import dataclass
from math import cos, pi, radians, sin
from random import Random
from statistics import fmean, pstdev

from iot_lab.grading.vocabulary import Case, Question, RoomFacts, Wiring, hidden, public
from iot_lab.simulator.world.scenario import Span

FILE, HEADER = "gestures.csv", "take,person,label,ax,ay,az\n"
LABELS = ("rest", "circle", "shake")
PEOPLE, OTHERS, TAKES = "ABCD", 3, 1
HZ, WINDOW, TAKE = 25, 40, 80
FIRST_S, LASTS_S, PAUSE_S = 3.0, 4.6, 4.0

Window = tuple[tuple[int, int, int], ...]
Take = tuple[str, str, Window]


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody moves; `down` is the axis that feels the earth, `tilt` in degrees towards both others."""

    strength: float
    tempo: float
    unsteady_g: float
    tilt: tuple[float, float]
    down: int

    def moves(self, label: str, axis: int, t_s: float) -> float:
        """Return an axis's acceleration in g, without its noise; axes are counted from `down` on."""
        place = (axis - self.down) % 3
        held = (cos(radians(self.tilt[0])) * cos(radians(self.tilt[1])), *(sin(radians(one)) for one in self.tilt))
        swing, turns_hz, phase = {
            ("circle", 1): (0.45, 1.2, 0.0),
            ("circle", 2): (0.45, 1.2, 0.25),
            ("shake", 1): (0.85, 3.4, 0.0),
            ("shake", 2): (0.12, 3.4, 0.1),
        }.get((label, place), (0.0, 1.0, 0.0))
        return held[place] + self.strength * swing * sin(2 * pi * (turns_hz * self.tempo * t_s + phase))


@dataclass(frozen=True, slots=True)
class Hand:
    """One axis while a person moves: a curve; the noise is of the seed."""

    person: Person
    axis: int
    gestures: tuple[tuple[Span, str], ...]

    def at(self, t_s: float, seed: int) -> float:
        label = next((label for span, label in self.gestures if span.holds(t_s)), "rest")
        noise = Random(f"{seed} {self.axis} {round(t_s * 200)}").gauss(0, self.person.unsteady_g)  # noqa: S311
        return self.person.moves(label, self.axis, t_s) + noise


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    return [
        _case(public, "wand", wiring, Random(17), 2),  # noqa: S311
        _case(hidden, "other-people", wiring, chance, 2, is_joined=True),
        _case(hidden, "on-its-side", wiring, chance, chance.choice((0, 1))),
    ]


def _case(kind: type, name: str, wiring: Wiring, chance: Random, down: int, is_joined: bool = False) -> Case:
    """Return a case; its truth: the labels of the windows asked, in order, the last person's counts, gestures."""
    room = RoomFacts.drawn(chance)
    takes, others, asked = _drawn(chance, down)
    while not _is_learnable(takes, asked + _lived(others[0])):
        takes, others, asked = _drawn(chance, down)
    gestures = _gestures(chance)
    hand = tuple(Hand(others[0], axis, gestures) for axis in range(3))
    lines = [
        f"{take},{person},{label},{x},{y},{z}\n"
        for take, (person, label, samples) in enumerate(takes)
        for x, y, z in samples
    ]
    questions = [Question("features", (window,)) for _, window in asked[:6]]
    questions += [Question("predict", (window,)) for _, window in asked]
    scenario = room.scenario(
        gestures[-1][0].end_s + PAUSE_S,
        parts=(wiring.part("motion", acceleration_g=hand),),
        wifi=room.wifi(is_joined=is_joined),
        files=((FILE, (HEADER + "".join(lines)).encode()),),
        questions=(*questions, Question("model"), Question("card")),
    )
    truth = {
        "labels": {window: label for label, window in asked},
        "last": (TAKES * TAKE // WINDOW,) * len(LABELS),
        "all": len(takes) * TAKE // WINDOW,
        "gestures": gestures,
    }
    return kind(name, scenario, truth)


def _drawn(chance: Random, down: int) -> tuple[list[Take], list[Person], list[tuple[str, Window]]]:
    """Return the takes of the file, the people who are not in it, and their windows with their labels."""
    takes = [(person, label, one) for person in PEOPLE for label, one in _takes(chance, _person(chance, down))]
    others = [_person(chance, down) for _ in range(OTHERS)]
    asked = [(label, _samples(chance, one, label, WINDOW)) for one in others for label in LABELS for _ in range(2)]
    chance.shuffle(asked)
    return takes, others, asked


def _lived(person: Person) -> list[tuple[str, Window]]:
    """Return windows all along the gestures of the person who will move the sensor."""
    chance = Random(0)  # noqa: S311
    return [(label, _samples(chance, person, label, WINDOW)) for label in LABELS for _ in range(6)]


def _is_learnable(takes: list[Take], asked: list[tuple[str, Window]]) -> bool:
    """Whether the nearest centre, learnt without the last person, is right on all windows that will be asked."""
    seen = [
        (label, _features(samples[start : start + WINDOW]))
        for person, label, samples in takes
        for start in range(0, TAKE, WINDOW)
        if person != PEOPLE[-1]
    ]
    scales = [pstdev(column) for column in zip(*(numbers for _, numbers in seen), strict=True)]
    centres = {
        label: [fmean(column) for column in zip(*(numbers for said, numbers in seen if said == label), strict=True)]
        for label in LABELS
    }

    def answer(numbers: list[float]) -> str:
        def distance(label: str) -> float:
            parts = zip(numbers, centres[label], scales, strict=True)
            return sum(((one - centre) / scale) ** 2 for one, centre, scale in parts)

        return min(LABELS, key=distance)

    return all(answer(_features(window)) == label for label, window in asked)


def _features(window: Window) -> list[float]:
    axes = list(zip(*window, strict=True))
    return [fmean(axis) for axis in axes] + [pstdev(axis) for axis in axes]


def _person(chance: Random, down: int) -> Person:
    tilt = (chance.uniform(-10, 10), chance.uniform(-10, 10))
    return Person(chance.uniform(0.75, 1.25), chance.uniform(0.85, 1.15), chance.uniform(0.012, 0.03), tilt, down)


def _takes(chance: Random, person: Person) -> list[tuple[str, Window]]:
    found = [(label, _samples(chance, person, label, TAKE)) for label in LABELS for _ in range(TAKES)]
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
