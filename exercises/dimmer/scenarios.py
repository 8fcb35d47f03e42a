"""Dimmer: a hand turns the knob and holds it. The public turns are always the same; the hidden ones are drawn."""

from random import Random

from iot_lab.grading.vocabulary import Case, Scenario, Wiring, hidden, public
from iot_lab.simulator.world.curves import Steps

HOLD_S = 1.5
PUBLIC_TURNS = (0.0, 0.5, 1.0, 0.25, 0.75)


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    return [
        public("five-turns", _turned(wiring, PUBLIC_TURNS)),
        hidden("other-turns", _turned(wiring, (0.0, *_turns(chance, 6), 1.0))),
        hidden("begun-elsewhere", _turned(wiring, (*_turns(chance, 5), 1.0, 0.0))),
    ]


def _turned(wiring: Wiring, turns: tuple[float, ...]) -> Scenario:
    """The knob holds each position for `HOLD_S`; the truth is what the checks read in the part."""
    steps = Steps(tuple((number * HOLD_S, turn) for number, turn in enumerate(turns)))
    return Scenario(HOLD_S * len(turns), parts=(wiring.part("knob", position=steps), wiring.part("light")))


def _turns(chance: Random, count: int) -> tuple[float, ...]:
    """Positions that differ by a fifth of a turn at least, so that following late shows."""
    found = [chance.uniform(0.1, 0.9)]
    while len(found) < count:
        turn = round(chance.uniform(0.05, 0.95), 3)
        if abs(turn - found[-1]) > 0.2:
            found.append(turn)
    return tuple(found)
