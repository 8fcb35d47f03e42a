"""Filter: noise around a level, a spike, a jump that lasts; all of it drawn. The measures are questions, in order."""

from random import Random

from iot_lab.grading.vocabulary import Case, Question, Scenario, Wiring, hidden, public

BEFORE, AFTER = 30, 65
NOISE = 0.02
STEADY = 30
# A wire moves while light() is asked: one reading in nine is a fifth too low.
WRONG_EVERY, WRONG_SHARE = 9, 0.8


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    return [
        public("a-lamp-goes-on", _case(wiring, Random(5), 10000, 34000, 3.0), _truth(10000, 34000, 3.0)),  # noqa: S311
        _drawn("night-falls", wiring, chance, chance.randint(34000, 50000), chance.randint(6000, 15000)),
        _drawn("day-comes", wiring, chance, chance.randint(5000, 12000), chance.randint(30000, 45000)),
    ]


def _drawn(name: str, wiring: Wiring, chance: Random, before: int, after: int) -> Case:
    spike = chance.choice((0.02, chance.uniform(2.5, 4.0)))
    spike = min(spike, 65000 / before)
    return hidden(name, _case(wiring, chance, before, after, spike), _truth(before, after, spike))


def _truth(before: int, after: int, spike: float) -> dict[str, float]:
    return {"before": before, "after": after, "spike": spike}


def _case(wiring: Wiring, chance: Random, before: int, after: int, spike: float) -> Scenario:
    """Thirty measures before the jump, with a spike at the twentieth; sixty-five after it."""
    measures = [round(before * (1 + chance.gauss(0, NOISE))) for _ in range(BEFORE)]
    measures[20] = round(before * spike)
    measures += [round(after * (1 + chance.gauss(0, NOISE))) for _ in range(AFTER)]
    questions = (*(Question("filtered", (one,)) for one in measures), *[Question("light")] * STEADY)
    part = wiring.part("light", light_lux=chance.uniform(20, 400), wrong_every=WRONG_EVERY, wrong_share=WRONG_SHARE)
    return Scenario(duration_s=10, parts=(part,), wifi=None, broker=None, questions=questions)
