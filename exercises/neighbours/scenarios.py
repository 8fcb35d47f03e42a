"""Neighbours: each case is a garden: a file of samples on the flash, and questions about samples that are not in it.

A garden is drawn again until it tells the right way from the usual wrong ones: scaled neighbours are right, unscaled
ones are not. The truth stays with the checks.
"""

from random import Random

from iot_lab.grading.vocabulary import Case, Question, Scenario, hidden, public

FILE = "samples.csv"
# What each label looks like, in parts of what the sensors can say: light from, to; soil from, to.
BOXES = {
    "ripe": (0.4, 1.0, 0.5, 0.95),
    "dry": (0.4, 1.0, 0.03, 0.28),
    "dark": (0.02, 0.25, 0.1, 0.9),
}
# Samples with the wrong label: what they look like, what somebody wrote, and about where they are.
SLIPS = (("ripe", "dry", 0.7, 0.72), ("dry", "ripe", 0.55, 0.15), ("dry", "dark", 0.85, 0.15))
COMPANIONS = ((-0.03, 0.02), (0.03, -0.02), (0.02, 0.03), (-0.02, -0.03))
SAMPLES_PER_LABEL, UNSEEN_PER_LABEL = 10, 5
FAR = 0.12
# Lux, and a sensor that says light from 0 to 1; soil in percent.
LUX, PARTS, SOIL_MOST = 10_000, 1, 100
GOOD, BAD = 0.95, 0.75

Row = tuple[float, float, str]


def scenarios(chance: Random) -> list[Case]:
    return [
        _case(public, "tomatoes", Random(14), LUX),  # noqa: S311
        _case(hidden, "other-tomatoes", chance, LUX),
        _case(hidden, "other-sensor", chance, PARTS),
    ]


def _case(kind: type, name: str, chance: Random, light_most: int) -> Case:
    """Return one case; its truth is (sample, k) -> (kind of question, right label)."""
    slips, rows, unseen = _garden(chance)
    while not _is_telling(rows, unseen, SOIL_MOST / light_most):
        slips, rows, unseen = _garden(chance)
    asked = [(row, 1, "known", row[2]) for row in _one_of_each(rows[len(slips) :])]
    asked += [(row, k, "unseen", row[2]) for row in unseen for k in (1, 5)]
    for row, (label, said, _, _) in zip(slips, SLIPS, strict=True):
        asked += [(row, 1, "slip", said), (row, 2, "slip", said), (row, 5, "slip", label)]
    chance.shuffle(asked)
    chance.shuffle(rows)
    truth = {(_said(row, light_most), k): (why, label) for row, k, why, label in asked}
    questions = tuple(Question("predict", (_said(row, light_most), k)) for row, k, _, _ in asked)
    lines = [f"{light},{soil},{row[2]}\n" for row in rows for light, soil in (_said(row, light_most),)]
    files = ((FILE, ("light,soil,label\n" + "".join(lines)).encode()),)
    questions = (*questions, Question("card"))
    scenario = Scenario(duration_s=10, wifi=None, broker=None, files=files, questions=questions)
    return kind(name, scenario, truth)


def _garden(chance: Random) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the slips, all samples (slips first), and samples that are not in the file."""
    slips: list[Row] = []
    companions: list[Row] = []
    for label, said, light, soil in SLIPS:
        light, soil = light + chance.uniform(-0.04, 0.04), soil + chance.uniform(-0.04, 0.04)  # noqa: PLW2901
        slips.append((light, soil, said))
        companions += [(light + right, soil + up, label) for right, up in COMPANIONS]
    samples = [_row(chance, label) for label in BOXES for _ in range(SAMPLES_PER_LABEL)]
    unseen = [_row(chance, label, slips) for label in BOXES for _ in range(UNSEEN_PER_LABEL)]
    return slips, slips + companions + [one for one in samples if _is_far(one, slips)], unseen


def _row(chance: Random, label: str, slips: list[Row] = ()) -> Row:
    light_from, light_to, soil_from, soil_to = BOXES[label]
    while True:
        row = (chance.uniform(light_from, light_to), chance.uniform(soil_from, soil_to), label)
        if _is_far(row, slips):
            return row


def _is_far(row: Row, slips: list[Row]) -> bool:
    return all(abs(row[0] - slip[0]) + abs(row[1] - slip[1]) > FAR for slip in slips)


def _one_of_each(rows: list[Row]) -> list[Row]:
    return [next(row for row in reversed(rows) if row[2] == label) for label in BOXES]


def _said(row: Row, light_most: int) -> tuple[float, float]:
    """Return what the two sensors say of a sample."""
    light = round(row[0] * light_most) if light_most > 1 else round(row[0], 4)
    return light, round(row[1] * SOIL_MOST, 1)


def _is_telling(rows: list[Row], unseen: list[Row], soil_weight: float) -> bool:
    """Whether neighbours are right where both sensors count as much, and wrong where their numbers are taken as is."""
    scaled, unscaled = (_shares(rows, unseen, weight) for weight in (1, soil_weight))
    return min(scaled) >= GOOD and max(unscaled) <= BAD


def _shares(rows: list[Row], asked: list[Row], soil_weight: float) -> list[float]:
    """Return which part of the samples gets its right label from 1 and from 5 neighbours."""
    right = [0, 0]
    for light, soil, label in asked:
        near = sorted((abs(row[0] - light) ** 2 + (soil_weight * (row[1] - soil)) ** 2, row[2]) for row in rows)
        labels = [said for _, said in near[:5]]
        right[0] += labels[0] == label
        right[1] += max(labels, key=labels.count) == label
    return [count / len(asked) for count in right]
