"""Button: a hand presses, with 20 ms of bounces. The public script is always the same; the hidden ones are drawn.

So a program that plays the public script back fails.
"""

from random import Random

from iot_lab.grading.vocabulary import Case, Scenario, Wiring, hidden, public
from iot_lab.simulator.parts.button import Press

# 14 times 1.4 ms.
BOUNCES = 14
SHORTEST_PRESS_S, SHORTEST_PAUSE_S = 0.15, 0.3

PUBLIC_PRESSES = (Press(1.0, 0.6), Press(2.5, 0.15), Press(3.0, 1.4))


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    return [
        public("three-presses", _with(wiring, PUBLIC_PRESSES)),
        hidden("other-presses", _with(wiring, (*_presses(chance, chance.randint(3, 4), 2.0), _last_press(chance)))),
        hidden("in-a-hurry", _with(wiring, _presses(chance, chance.randint(8, 12), 0.1), release_bounces=0)),
    ]


def _with(wiring: Wiring, presses: tuple[Press, ...], release_bounces: int = BOUNCES) -> Scenario:
    """Return a scenario; a release without bounces is one that an interrupt of the other edge alone never sees."""
    button = wiring.part("button", presses=presses, bounces=BOUNCES, release_bounces=release_bounces)
    last = presses[-1]
    return Scenario(duration_s=last.at_s + last.for_s + 1, parts=(button, wiring.part("light"), wiring.part("memory")))


def _presses(chance: Random, count: int, slack_s: float) -> tuple[Press, ...]:
    """Return presses as short and close as the statement allows, each lengthened by up to `slack_s`."""
    found, at_s = [], chance.uniform(0.5, 2)
    for _ in range(count):
        press = Press(round(at_s, 3), round(SHORTEST_PRESS_S + chance.uniform(0, slack_s), 3))
        found.append(press)
        at_s = press.at_s + press.for_s + SHORTEST_PAUSE_S + chance.uniform(0, slack_s)
    return tuple(found)


def _last_press(chance: Random) -> Press:
    """Return a press that a program which has stopped by itself never sees."""
    return Press(round(chance.uniform(25.5, 27), 3), round(SHORTEST_PRESS_S + chance.uniform(0, 1), 3))
