"""An MPU-6050 that a hand moves: a knob chooses the movement, the board's seed is whose hand it is.

The movements are made up, and lively enough to be told apart: a swing of the arm, a lift, a turn of the wrist, each
with its own period, and a person's own pace, reach and tremble.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from iot_lab.simulator.parts.mpu6050 import Mpu6050
from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

REST, SWING, LIFT, TURN = range(4)
_SHAPES: Final = {
    REST: (1.0, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)),
    SWING: (1.2, (0.9, 0.1, 0.2), (5.0, 120.0, 5.0)),
    LIFT: (0.7, (0.1, 0.2, 0.8), (20.0, 5.0, 5.0)),
    TURN: (0.45, (0.2, 0.7, 0.1), (5.0, 10.0, 240.0)),
}
"""Period in seconds, reach of the accelerations in g, of the rotations in degrees per second."""


@dataclass(frozen=True, slots=True)
class HandMovement:
    """One axis (0 to 2: acceleration, 3 to 5: rotation) of the movement that `gesture` chooses."""

    axis: int
    gesture: Curve

    def at(self, t_s: float, seed: int) -> float:
        """Return what the axis feels."""
        number = max(REST, min(TURN, round(value_at(self.gesture, t_s, seed))))
        period_s, accelerations, rotations = _SHAPES[number]
        person = random.Random(f"{seed} {number}")  # noqa: S311
        pace, reach = person.uniform(0.9, 1.1), person.uniform(0.85, 1.15)
        swing = (*accelerations, *rotations)[self.axis] * reach
        turn = math.sin(2 * math.pi * (t_s / (period_s * pace) + self.axis / 6))
        tremble = random.Random(f"{seed} {self.axis} {round(t_s * 1000)}").gauss(0.0, 0.02 if self.axis < 3 else 2.0)  # noqa: S311
        return swing * turn + tremble + (1.0 if self.axis == 2 else 0.0)


@dataclass(frozen=True, slots=True)
class MovedMpu6050:
    """An MPU-6050 at `address`, moved by a hand."""

    scl: int = 22
    sda: int = 21
    address: int = 0x68
    gesture: Curve = 0.0
    TITLE: ClassVar[str] = "MPU6050"
    KNOBS: ClassVar[tuple[Knob, ...]] = (Knob("gesture", key("knob.gesture"), least=0.0, most=3.0, step=1.0),)

    def attach(self, board: Board) -> None:
        """Put it on its bus."""
        axes = [HandMovement(axis, self.gesture) for axis in range(6)]
        accelerations, rotations = (axes[0], axes[1], axes[2]), (axes[3], axes[4], axes[5])
        Mpu6050(self.scl, self.sda, self.address, accelerations, rotations).attach(board)
