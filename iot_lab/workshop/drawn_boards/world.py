"""What surrounds a learner's own board: the exercise's public scenario without its accidents and its scripted hands.

The grader presses the button at its instants, unplugs the sensor and takes the network away; here the learner does.
Parts stay wired as `exercise.toml` lists them, so each has its place in the drawing.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from iot_lab.grading.judge import load_judge
from iot_lab.simulator.live.knobs import WIFI, LiveKnobs
from iot_lab.simulator.world.faults import Corrupted, StuckBus, Unplugged
from iot_lab.simulator.world.network import BrokerThere, Wifi

if TYPE_CHECKING:
    from iot_lab.course import Exercise, ListedPart
    from iot_lab.simulator.live.knobs import KnobState
    from iot_lab.simulator.world.scenario import Scenario

LASTS_S: Final = 6 * 3600.0
"""A board that nobody stops."""
SCRIPTED: Final = {"presses": (), "motions": (), "false_alarms": 0, "unheard": ()}
"""What the scenario's hands do, by the field of a part that holds it."""


@dataclass(frozen=True, slots=True)
class DrawnWorld:
    """The scenario, the pins that are wired, and for each part of the scenario its name in the drawing."""

    scenario: Scenario
    pins: tuple[int, ...]
    drawn: tuple[str, ...]
    has_network: bool = False
    """Whether the exercise is about the network, so that a person may want to take it away."""


def drawn_world(exercise: Exercise) -> DrawnWorld:
    """Return the world of an exercise, made anew only where one of its files changed.

    Raises what the exercise's own files raise.
    """
    kept = _made.get(exercise.id)
    if kept is None or kept[0] is not exercise:
        kept = _made[exercise.id] = (exercise, _world_of(exercise))
    return kept[1]


def knobs_in(world: DrawnWorld, states: list[KnobState] | None = None) -> list[tuple[KnobState, str]]:
    """Return what can be turned in a world, with each one's part in the drawing; without a run, as it stands first."""
    found = LiveKnobs(world.scenario).states(0, 0) if states is None else states
    return [(state, _part(state.id, world)) for state in found if state.id != WIFI or world.has_network]


def _part(knob: str, world: DrawnWorld) -> str:
    number = knob.partition(".")[0]
    return world.drawn[int(number)] if number.isdigit() and int(number) < len(world.drawn) else ""


def _world_of(exercise: Exercise) -> DrawnWorld:
    chance = random.Random(f"{exercise.id}/0")  # noqa: S311 - scenarios, not secrets
    cases = load_judge(exercise).cases(chance)
    given = next(case.scenario for case in cases if case.is_public)
    parts = tuple(_calm(part) for part in given.parts if not isinstance(part, StuckBus))
    scenario = replace(given, duration_s=LASTS_S, parts=parts, typed=(), questions=(), visits=())
    if given.wifi is not None:
        scenario = replace(scenario, wifi=replace(given.wifi, outages=(), isolation=(), from_s=0.0))
    if given.broker is not None:
        scenario = replace(scenario, broker=replace(given.broker, outages=(), restarts_s=(), refusals=()))
    pins = dict.fromkeys(pin for listed in exercise.wiring for pin in listed.pins.values())
    has_network = given.wifi != Wifi() or given.broker != BrokerThere() or bool(given.web or given.visits)
    return DrawnWorld(scenario, tuple(pins), tuple(_drawn(part, exercise.wiring) for part in parts), has_network)


def _calm(part: Any) -> Any:
    while isinstance(part, Unplugged | Corrupted):
        part = part.part
    names = {field.name for field in fields(part)}
    return replace(part, **{name: value for name, value in SCRIPTED.items() if name in names})


def _drawn(part: Any, listed: tuple[ListedPart, ...]) -> str:
    """Return the part's name in the drawing (`button:18`), empty where the drawing has none like it."""
    kind = type(part).__module__.rpartition(".")[2]
    for one in listed:
        if one.kind == kind and all(getattr(part, wire, None) == pin for wire, pin in one.pins.items()):
            return f"{kind}:{next(iter(one.pins.values()), 0)}"
    return ""


_made: dict[str, tuple[Exercise, DrawnWorld]] = {}
