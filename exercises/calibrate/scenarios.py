"""Calibrate: a probe with its own two points, in soil of its own; questions drawn all along the line and beyond it."""

import json
from random import Random

from iot_lab.grading.vocabulary import Case, Question, Scenario, Wiring, hidden, public

FILE = "calibration.json"
FULL_SCALE_V, FULL = 3.3, 65535
SAME = 33333


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    return [
        public("flower-pot", _case(wiring, Random(11), 2.54, 1.27)),  # noqa: S311
        hidden("other-probe", _case(wiring, chance, chance.uniform(2.3, 2.9), chance.uniform(1.0, 1.6))),
        hidden("counts-up", _case(wiring, chance, chance.uniform(0.6, 1.1), chance.uniform(1.9, 2.6))),
    ]


def _case(wiring: Wiring, chance: Random, dry_v: float, wet_v: float) -> Scenario:
    """The file holds what the probe says at both ends, as a careful person would note it."""
    points = {"dry": _raw(dry_v), "wet": _raw(wet_v)}
    soil = chance.uniform(15, 85)
    probe = wiring.part("probe", moisture_percent=soil, dry_v=dry_v, wet_v=wet_v)
    return Scenario(
        duration_s=10,
        parts=(probe,),
        wifi=None,
        broker=None,
        files=((FILE, json.dumps(points).encode()),),
        questions=(*_questions(chance, points["dry"], points["wet"]), Question("moisture")),
    )


def _questions(chance: Random, dry: int, wet: int) -> list[Question]:
    found = [_asked(dry, wet, share) for share in (0.0, 1.0, 0.5)]
    found += [_asked(dry, wet, chance.uniform(0.05, 0.95)) for _ in range(5)]
    other = (chance.randint(40000, 60000), chance.randint(8000, 30000))
    for one, two in (other, other[::-1]):
        found += [_asked(one, two, chance.uniform(0.1, 0.9)) for _ in range(3)]
        found += [_asked(one, two, chance.uniform(-0.4, -0.1)), _asked(one, two, chance.uniform(1.1, 1.4))]
    return [*found, Question("percent", (chance.randint(1000, 60000), SAME, SAME))]


def _asked(dry: int, wet: int, share: float) -> Question:
    return Question("percent", (round(dry + (wet - dry) * share), dry, wet))


def _raw(volts: float) -> int:
    return round(volts / FULL_SCALE_V * FULL)
