"""Values that change with time: pure functions of (seconds since power-on, seed).

A number is a curve that never changes. Everything is frozen, so a scenario can be compared, hashed and sent.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from iot_lab.sums import total


class Changing(Protocol):
    """A value that changes with time."""

    def at(self, t_s: float, seed: int) -> float:
        """Return the value `t_s` seconds after power-on; the same for the same seed."""


Curve = float | Changing


def value_at(curve: Curve, t_s: float, seed: int = 0) -> float:
    """Return the value of a curve or of a plain number."""
    return float(curve) if isinstance(curve, int | float) else curve.at(t_s, seed)


@dataclass(frozen=True, slots=True)
class Steps:
    """Holds each value from its instant on: `Steps(((0, 20.0), (60, 25.0)))`; instants in seconds, rising."""

    steps: tuple[tuple[float, float], ...]

    def at(self, t_s: float, seed: int) -> float:  # noqa: ARG002
        """Return the value held at `t_s`."""
        value = self.steps[0][1]
        for start_s, held in self.steps:
            if start_s > t_s:
                break
            value = held
        return value


@dataclass(frozen=True, slots=True)
class Line:
    """Straight lines between points `(seconds, value)`, flat before the first and after the last."""

    points: tuple[tuple[float, float], ...]

    def at(self, t_s: float, seed: int) -> float:  # noqa: ARG002
        """Return the value on the line at `t_s`."""
        if t_s <= self.points[0][0]:
            return self.points[0][1]
        for (start_s, low), (end_s, high) in zip(self.points, self.points[1:], strict=False):
            if t_s < end_s:
                return low + (high - low) * (t_s - start_s) / (end_s - start_s)
        return self.points[-1][1]


@dataclass(frozen=True, slots=True)
class Wave:
    """A sine: `middle` plus or minus `swing`, once per `period_s`, starting `phase` of a turn later."""

    middle: float
    swing: float
    period_s: float
    phase: float = 0.0

    def at(self, t_s: float, seed: int) -> float:  # noqa: ARG002
        """Return the sine at `t_s`."""
        return self.middle + self.swing * math.sin(2 * math.pi * (t_s / self.period_s + self.phase))


@dataclass(frozen=True, slots=True)
class Sum:
    """Several curves added together."""

    curves: tuple[Curve, ...]

    def at(self, t_s: float, seed: int) -> float:
        """Return the sum at `t_s`."""
        return total(value_at(curve, t_s, seed) for curve in self.curves)


@dataclass(frozen=True, slots=True)
class Noise:
    """A random value, normal with standard deviation `spread`, redrawn every `every_s`; two `name`s differ."""

    spread: float
    every_s: float = 0.1
    name: str = ""

    def at(self, t_s: float, seed: int) -> float:
        """Return the noise at `t_s`."""
        return _normal(f"{seed} {self.name} {math.floor(t_s / self.every_s)}", self.spread)


@lru_cache(maxsize=8192)  # a generator is costly to begin, and programs are graded in the same draw again and again
def _normal(name: str, spread: float) -> float:
    return random.Random(name).gauss(0.0, spread)  # noqa: S311


@dataclass(frozen=True, slots=True)
class Repeat:
    """Another curve, started again every `period_s`."""

    curve: Curve
    period_s: float

    def at(self, t_s: float, seed: int) -> float:
        """Return the curve's value at `t_s` into its turn."""
        return value_at(self.curve, t_s % self.period_s, seed)
