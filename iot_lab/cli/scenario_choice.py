"""What surrounds the board of `iot-lab simulate`: a demo's world, an exercise's public scenario, or a file."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Final

from iot_lab.course import course_folder, known_exercises, load_exercise
from iot_lab.errors import LabError
from iot_lab.grading.judge import load_judge
from iot_lab.simulator.demos import DEMOS
from iot_lab.simulator.world.from_toml import load_scenario
from iot_lab.simulator.world.scenario import Scenario

EXERCISE: Final = "exercise/"


class ScenarioUnknown(LabError):
    """A name that is no demo, no exercise and no file. Details: name, demos, exercises."""

    code = "scenario-unknown"


def choose_scenario(name: str | None, seconds: float | None, seed: int, exercises: Path | None) -> Scenario:
    """Return the scenario, lasting `seconds` where given; raises ScenarioUnknown and what `load_scenario` raises."""
    scenario = Scenario() if name is None else _named(name, seed, exercises)
    return scenario if seconds is None else replace(scenario, duration_s=seconds)


def _named(name: str, seed: int, exercises: Path | None) -> Scenario:
    """Return what `name` stands for; `exercise/climate` is the exercise where a demo has the same name."""
    if name in DEMOS:
        return DEMOS[name].scenario
    if name.endswith(".toml"):
        return load_scenario(Path(name))
    known, exercise = known_exercises(course_folder(exercises)), name.removeprefix(EXERCISE)
    if exercise not in known:
        raise ScenarioUnknown(name=name[:60], demos=", ".join(DEMOS), exercises=", ".join(known))
    chance = random.Random(f"{exercise}/{seed}")  # noqa: S311 - scenarios, not secrets
    cases = load_judge(load_exercise(exercise, exercises)).cases(chance)
    return next(case.scenario for case in cases if case.is_public)
