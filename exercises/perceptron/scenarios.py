"""Perceptron: backs of people who were measured (seed 16 in public), people who never were, and samples of the host's.

A back leans forward by 20 degrees where it is straight, by 50 where it is bent. Each person has an own way (4 degrees),
each sample its noise (4 degrees) and some lean to a side. The training file leaves a gap, so that a line separates it;
people who were never seen may stand in the gap. How the sensor is clipped on decides which axis feels the lean.
"""

from math import cos, radians, sin
from random import Random

from iot_lab.grading.vocabulary import Case, Question, Scenario, Wiring, hidden, public

FILE = "tilt.csv"
LABELS = ("straight", "bent")
LEANS, OWN, NOISE, ASIDE = (20, 50), 4, 4, 5
# No training sample is inside, in degrees.
GAP = (30, 42)
PEOPLE, OTHERS, EACH = "ABCD", 3, 6
MARGIN = 0.15

Sample = tuple[tuple[float, float], int]


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    return [
        _case(public, "collar", wiring, Random(16), (1, 0), 1),  # noqa: S311
        _case(hidden, "other-people", wiring, chance, (1, 0), -1),
        _case(hidden, "turned", wiring, chance, (0, chance.choice((1, -1))), chance.choice((1, -1))),
    ]


def _case(kind: type, name: str, wiring: Wiring, chance: Random, forward: tuple[int, int], posture: int) -> Case:
    """Return a case; its truth: labels of points asked, the posture now, samples of the last person by label."""
    rows = [(person, *row) for person in PEOPLE for row in _person(chance, forward, GAP)]
    unseen = [row for _ in range(OTHERS) for row in _person(chance, forward, (34, 38))]
    lines = "".join(f"{person},{x},{y},{LABELS[label > 0]}\n" for person, (x, y), label in rows)
    asked = [*(_separable(chance) for _ in range(3)), _through_zero(chance)]
    questions = [Question("learn", (samples,)) for samples in (*asked, _xor(chance))]
    questions += [Question("predict", (point,)) for point, _ in unseen]
    questions += [Question("posture"), Question("card")]
    (x, y), _ = _seated(LEANS[posture > 0] + 5 * posture, 0, forward, posture)
    motion = wiring.part("motion", acceleration_g=(x, y, 0.8))
    scenario = Scenario(
        10,
        (motion,),
        None,
        None,
        files=((FILE, ("person,x,y,label\n" + lines).encode()),),
        questions=tuple(questions),
    )
    last = [label for person, _, label in rows if person == PEOPLE[-1]]
    truth = {"labels": dict(unseen), "posture": posture, "last": (last.count(-1), last.count(1)), "all": len(rows)}
    return kind(name, scenario, truth)


def _person(chance: Random, forward: tuple[int, int], gap: tuple[int, int]) -> list[Sample]:
    """Return the samples of one person: some more of one posture than of the other."""
    own, found = chance.gauss(0, OWN), []
    for label, lean in zip((-1, 1), LEANS, strict=True):
        count = EACH + chance.randint(-1, 1)
        while count:
            degrees = lean + own + chance.gauss(0, NOISE)
            if degrees <= gap[0] if label < 0 else degrees >= gap[1]:
                found.append(_seated(degrees, chance.gauss(0, ASIDE), forward, label))
                count -= 1
    chance.shuffle(found)
    return found


def _seated(degrees: float, aside: float, forward: tuple[int, int], label: int) -> Sample:
    lean, side = sin(radians(degrees)), sin(radians(aside)) * cos(radians(degrees))
    x, y = forward
    return (round(lean * x + side * y, 3), round(lean * y + side * x, 3)), label


def _separable(chance: Random) -> list[Sample]:
    """Return points on both sides of a line that passes beside zero, and all of them on the same side of zero."""
    tilt = chance.uniform(-0.4, 0.4)
    middle = chance.uniform(0.9, 1.2)
    found: list[Sample] = []
    while len(found) < 12:
        x, y = round(chance.uniform(0.3, 1.8), 2), round(chance.uniform(0.3, 1.8), 2)
        height = x + tilt * y - middle
        label = 1 if len(found) % 2 else -1
        if height * label > MARGIN:
            found.append(((x, y), label))
    return found


def _through_zero(chance: Random) -> list[Sample]:
    """Return points on both sides of a line through zero, as many on each side."""
    found: list[Sample] = []
    while len(found) < 8:
        x, y = round(chance.uniform(0.3, 1.5), 2), round(chance.uniform(-0.4, 0.4), 2)
        label = 1 if len(found) % 2 else -1
        found.append(((x * label, y), label))
    return found


def _xor(chance: Random) -> list[Sample]:
    """Return the four corners that no line separates, at a scale of their own."""
    size = chance.choice((1, 2, 0.5))
    corners: list[Sample] = [((0, 0), -1), ((0, size), 1), ((size, 0), 1), ((size, size), -1)]
    chance.shuffle(corners)
    return corners
