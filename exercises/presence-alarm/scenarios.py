"""Presence alarm: visitors after the warm-up, a network that falls silent, a quiet night. Everything is drawn."""

from random import Random
from typing import Any

from iot_lab.grading.vocabulary import Case, RoomFacts, Scenario, Wiring, hidden, public
from iot_lab.simulator.world.scenario import Span

WARM_UP_S = 60.0
# The last will leaves after one and a half keepalives; the isolation outlasts it.
SILENCE_S = 100.0


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    night_s = WARM_UP_S + chance.uniform(140, 180)
    return [
        public("two-visitors", _place(wiring, chance, _visits(chance, 75, 2), 120, joining_s=2)),
        hidden("there-already", _place(wiring, chance, [_there_already(chance), *_visits(chance, 95, 1)], 120)),
        hidden("quiet-night", _place(wiring, chance, _visits(chance, night_s, 1), night_s + 20, is_joined=True)),
    ]


def _place(wiring: Wiring, chance: Random, visits: list[Span], silent_s: float, **wifi: Any) -> Scenario:
    """Visitors, then a network that takes what is sent and brings it nowhere."""
    room = RoomFacts.drawn(chance)
    silence = Span(silent_s, 2 * SILENCE_S)
    parts = (
        wiring.part(
            "eye",
            motions=tuple(visits),
            hold_s=5.0,
            warm_up_s=chance.uniform(35, 50),
            false_alarms=chance.randint(2, 3),
        ),
        wiring.part("screen"),
    )
    return room.scenario(silent_s + SILENCE_S, parts=parts, wifi=room.wifi(isolation=(silence,), **wifi))


def _visits(chance: Random, first_s: float, count: int) -> list[Span]:
    """Somebody comes, stops for less than the sensor's hold time, and goes on moving: one visit each."""
    found = []
    for _ in range(count):
        start_s = first_s + chance.uniform(0, 4)
        moving_s = chance.uniform(1, 2)
        found += [Span(start_s, moving_s), Span(start_s + moving_s + chance.uniform(1.5, 3.5), 1.0)]
        first_s = found[-1].end_s + 12
    return found


def _there_already(chance: Random) -> Span:
    start_s = WARM_UP_S - chance.uniform(3, 6)
    return Span(start_s, WARM_UP_S + chance.uniform(8, 12) - start_s)
