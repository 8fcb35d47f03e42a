"""Anomaly: a flat by the minute: weather, a fault or none, movements, a request to erase; a trial lasts over a day.

Calm air moves by 1.3 degrees at most in half an hour (noise: 0.08); a fault moves it by 5.5 to 7 degrees in
four minutes, for an hour and a half at least.
"""

import json
from dataclasses import dataclass, field
from random import Random

from iot_lab.grading.vocabulary import Case, Question, RoomFacts, Wiring, hidden, public
from iot_lab.simulator.world.curves import Line, Noise, Sum, Wave
from iot_lab.simulator.world.scenario import Arrival, Span

NAMES = ("Nadia", "Gaspard", "Ombeline", "Karim", "Solange", "Tiago")
HOUR_S, RAMP_S = 3600.0, 240.0
OWNER, ERASE = "owner.json", "do/erase"


@dataclass(frozen=True, slots=True)
class Flat:
    """What is true of a trial: who lives there, the fault, when somebody asks to erase, when movements begin."""

    name: str
    fault: Span | None
    erased_s: float | None
    motions_s: tuple[float, ...] = field(default=())


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    chance_18 = Random(18)  # noqa: S311
    return [
        _case(public, "window", wiring, chance_18, 6, fault_c=-6.0, erased_h=chance_18.uniform(4.6, 5.2)),
        _case(hidden, "over-a-day", wiring, chance, 26.5, fault_c=chance.uniform(5.5, 7), is_joined=True),
        _case(hidden, "calm", wiring, chance, 6, erased_h=chance.uniform(2.5, 4.5)),
    ]


def _case(
    kind: type,
    name: str,
    wiring: Wiring,
    chance: Random,
    hours: float,
    fault_c: float = 0.0,
    erased_h: float | None = None,
    is_joined: bool = False,
) -> Case:
    room = RoomFacts.drawn(chance)
    fault = Span(chance.uniform(2, 2.8) * HOUR_S, chance.uniform(1.5, 1.8) * HOUR_S) if fault_c else None
    flat = Flat(chance.choice(NAMES), fault, erased_h and erased_h * HOUR_S, _motions(chance, hours, erased_h))
    weather = Wave(chance.uniform(18, 21), 1.1, chance.uniform(5.5, 7) * HOUR_S, chance.random())
    air = Sum((weather, _shift(fault, fault_c), Noise(0.08, 60.0)))
    sensor = wiring.part("sensor", temperature_c=air, humidity_percent=45, silent_s=0.0)
    spans = tuple(Span(start_s, 4.0) for start_s in flat.motions_s)
    motion = wiring.part("motion", motions=spans, hold_s=120.0, warm_up_s=0.0, false_alarms=0)
    orders = (Arrival(flat.erased_s, room.topic(ERASE), b"all"),) if flat.erased_s else ()
    scenario = room.scenario(
        hours * HOUR_S,
        parts=(sensor, motion),
        wifi=room.wifi(is_joined=is_joined, joining_s=3),
        broker=room.broker_there(arrivals=orders),
        files=((OWNER, json.dumps({"name": flat.name}).encode()),),
        questions=(Question("presence"),),
    )
    return kind(name, scenario, flat)


def _motions(chance: Random, hours: float, erased_h: float | None) -> tuple[float, ...]:
    """Return movements all along, some after the request to erase, some more than a day before the end."""
    starts_h = [0.4 + hours * (place + chance.uniform(0, 0.6)) / 9 for place in range(8)]
    if hours > 24:
        starts_h += [0.3, 0.9, 1.4, 1.9]
    if erased_h:
        starts_h = [one for one in starts_h if abs(one - erased_h) > 0.2] + [erased_h + 0.3, erased_h + 0.6]
    starts_h.sort()
    apart = [one for place, one in enumerate(starts_h) if not place or one - starts_h[place - 1] > 0.1]
    return tuple(one * HOUR_S for one in apart)


def _shift(fault: Span | None, fault_c: float) -> Line:
    if fault is None:
        return Line(((0.0, 0.0),))
    return Line(
        (
            (fault.start_s, 0.0),
            (fault.start_s + RAMP_S, fault_c),
            (fault.end_s, fault_c),
            (fault.end_s + RAMP_S, 0.0),
        )
    )
