"""A PIR motion sensor (HC-SR501): high while something warm moves, and for its hold time after.

Source: HC-SR501 datasheet, "Features" (delay 5-200 s, block time 2.5 s, repeatable trigger) and "Instructions for use"
(about a minute of initialisation, during which it gives 0 to 3 false alarms).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from iot_lab.simulator.world.knobs import Knob
from iot_lab.simulator.world.scenario import Span
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

BLOCK_S: Final = 2.5
FALSE_ALARM_S: Final = 2.0


@dataclass(frozen=True, slots=True)
class Pir:
    """A sensor with its output on `pin`; `motions` says when something moves.

    For `warm_up_s` after power-on (30 to 60 s in general) it sees nothing and gives `false_alarms`, at instants that
    depend on the seed. An alarm lasts while something moves and `hold_s` longer, then it is blind for 2.5 s.
    """

    pin: int
    motions: tuple[Span, ...] = ()
    hold_s: float = 5.0
    warm_up_s: float = 45.0
    false_alarms: int = 2
    TITLE: ClassVar[str] = key("part.pir")
    KNOBS: ClassVar[tuple[Knob, ...]] = (Knob("motion", key("knob.motion"), "button"),)

    def attach(self, board: Board) -> None:
        """Write its alarms in the board's agenda."""
        board.pins.drive(self.pin, 0)
        for alarm in (*self._false_alarms(board.seed), *self._alarms()):
            start_us, end_us = round(alarm.start_s * 1e6), round((alarm.start_s + alarm.length_s) * 1e6)
            board.schedule(start_us, partial(board.pins.drive, self.pin, 1))
            board.schedule(end_us, partial(board.pins.drive, self.pin, 0))

    def turn(self, board: Board, knob: str, value: float | None) -> None:  # noqa: ARG002
        """Someone moves (1), or stops: the alarm then holds for its time."""
        if value:
            board.pins.drive(self.pin, 1)
        else:
            board.schedule(board.now_us + round(self.hold_s * 1e6), partial(board.pins.drive, self.pin, 0))

    def _false_alarms(self, seed: int) -> list[Span]:
        """Return that many short alarms, one in each equal share of the warm-up."""
        chance = random.Random(f"{seed} pir {self.pin}")  # noqa: S311
        share_s = self.warm_up_s / max(1, self.false_alarms)
        length_s = min(FALSE_ALARM_S, share_s / 2)
        return [
            Span(share_s * (index + chance.random() / 2), length_s)
            for index in range(self.false_alarms if self.warm_up_s > 0 else 0)
        ]

    def _alarms(self) -> list[Span]:
        alarms: list[Span] = []
        blind_until_s = self.warm_up_s
        for motion in sorted(self.motions, key=lambda one: one.start_s):
            motion_end_s = motion.start_s + motion.length_s
            if alarms and motion.start_s < alarms[-1].start_s + alarms[-1].length_s:
                first = alarms.pop()
                end_s = max(first.start_s + first.length_s, motion_end_s + self.hold_s)
                alarms.append(Span(first.start_s, end_s - first.start_s))
            elif motion_end_s > blind_until_s:
                start_s = max(motion.start_s, blind_until_s)
                alarms.append(Span(start_s, motion_end_s + self.hold_s - start_s))
            if alarms:
                blind_until_s = alarms[-1].start_s + alarms[-1].length_s + BLOCK_S
        return alarms
