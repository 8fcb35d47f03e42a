"""Recordings for tests: movements of people who do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from iot_lab.learning.takes import Take, person_letter
from iot_lab.learning.windows import examples_of, plan_for

if TYPE_CHECKING:
    from iot_lab.learning.examples import Examples

HZ = 25.0
SWINGS = {"rest": (0, 1.0), "circle": (450, 1.2), "shake": (900, 3.4)}


def takes_of(
    people: int = 4, labels=tuple(SWINGS), takes: int = 2, seconds: float = 4, unlike: float = 0.15
) -> list[Take]:
    """Return takes of so many people, each with a strength and a tempo of their own."""
    chance = np.random.default_rng(7)
    found = []
    for person in range(people):
        strength, tempo = chance.uniform(1 - unlike, 1 + unlike, 2)
        for label in labels:
            for _ in range(takes):
                found.append(take(f"t{len(found)}", label, person_letter(person), seconds, strength, tempo, chance))
    return found


def take(name, label, person, seconds, strength, tempo, chance) -> Take:
    swing, turns_hz = SWINGS.get(label, (300, 2.0))
    t_s = np.arange(round(seconds * HZ)) / HZ + chance.uniform(0, 5)
    angle = 2 * np.pi * turns_hz * tempo * t_s
    axes = {"ax": np.sin(angle), "ay": np.cos(angle) * 0.4, "az": np.zeros_like(angle)}
    noise = {axis: chance.normal(0, 25, len(t_s)) for axis in axes}
    whole = {
        axis: np.rint(strength * swing * axes[axis] + noise[axis] + (1000 if axis == "az" else 0)).astype(np.int16)
        for axis in axes
    }
    return Take(name, label, person, HZ, whole)


def examples(**facts) -> Examples:
    takes = takes_of(**facts)
    return examples_of(takes, plan_for(takes, 1.6, 0.8))
