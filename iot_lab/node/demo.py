"""Invented values, to see a computer appear in the room without any hardware: slow waves around what a room has."""

from __future__ import annotations

import math
import platform
import time
from typing import TYPE_CHECKING, Any, Final

from iot_lab.node.node_file import NodeFile, SensorChannel, SensorPlan

if TYPE_CHECKING:
    from collections.abc import Callable

_MIDDLE_AND_SWING: Final = {
    "temperature": (21.0, 2.0),
    "relative_humidity": (45.0, 6.0),
    "humidity": (45.0, 6.0),
    "pressure": (1013.0, 4.0),
    "lux": (320.0, 120.0),
    "light": (320.0, 120.0),
}
_ANYTHING: Final = (50.0, 20.0)
_PERIOD_S: Final = 180.0
_PARTS_APART_S: Final = 40.0
EVERY_S: Final = 2.0


def demo_file(room: str, name: str, secret: str) -> NodeFile:
    """Return a file of two invented sensors."""
    climate = (
        SensorChannel("temperature", "temperature", "°C", decimals=2),
        SensorChannel("humidity", "relative_humidity", "%", decimals=1),
    )
    light = (SensorChannel("light", "lux", "lx", decimals=0),)
    sensors = (
        SensorPlan("climate", "demo:Climate", "none", climate, EVERY_S),
        SensorPlan("light", "demo:Light", "none", light, EVERY_S),
    )
    return NodeFile(room=room, name=name, secret=secret, sensors=sensors)


class DemoHardware:
    """Gives every attribute that a file asks for; no two attributes move together."""

    is_simulated = True

    def __init__(self, clock_s: Callable[[], float] = time.time) -> None:
        self._clock_s = clock_s
        self.name = f"{platform.system()} {platform.machine()}"

    def open(self, plan: SensorPlan) -> Any:
        """Return something that has the attributes of the plan's channels."""
        return _Invented({channel.attribute: len(channel.keys) for channel in plan.channels}, self._clock_s)

    def blink(self, _pin: str | None, seconds: float) -> None:
        """Nothing to blink: the words in the terminal do."""
        time.sleep(seconds)


class _Invented:
    def __init__(self, parts: dict[str, int], clock_s: Callable[[], float]) -> None:
        self._parts, self._clock_s = parts, clock_s

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("_") or attribute not in self._parts:
            raise AttributeError(attribute)
        count = self._parts[attribute]
        values = [self._value(attribute, number) for number in range(max(1, count))]
        return values if count else values[0]

    def _value(self, attribute: str, number: int) -> float:
        middle, swing = _MIDDLE_AND_SWING.get(attribute, _ANYTHING)
        shift_s = _PARTS_APART_S * number + sum(attribute.encode()) % _PERIOD_S
        return middle + swing * math.sin(2 * math.pi * (self._clock_s() + shift_s) / _PERIOD_S)
