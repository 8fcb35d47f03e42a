"""How takes are cut in windows, and which numbers are taken of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from iot_lab.learning.features import DEFAULT_FEATURES


@dataclass(frozen=True, slots=True)
class WindowPlan:
    """`size` samples a window, a new one every `step`, of these axes; `features` in the house's order."""

    size: int
    step: int
    rate_hz: float
    axes: tuple[str, ...]
    per: int
    features: tuple[str, ...] = DEFAULT_FEATURES

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns: "ax mean", "ax deviation", ..."""
        return tuple(f"{axis} {feature}" for axis in self.axes for feature in self.features)

    @property
    def window_s(self) -> float:
        return self.size / self.rate_hz

    def as_json(self) -> dict[str, Any]:
        return {
            "size": self.size,
            "step": self.step,
            "rate_hz": self.rate_hz,
            "axes": list(self.axes),
            "per": self.per,
            "features": list(self.features),
        }
