"""An HC-SR04 distance sensor: after a pulse on `trigger`, a pulse on `echo` as long as the sound's way there and back.

Source: ElecFreaks HC-SR04 user guide, "Timing diagram": 10 us of trigger, eight cycles of 40 kHz, then the echo; 58 us
for one centimetre; 2 cm to 400 cm. Where nothing comes back the echo stays high for 38 ms, as most modules do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.simulator.world.scenario import Span  # noqa: TC001 - a field of a scenario in a file
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

TRIGGER_US, BURST_US, NO_ECHO_US = 10, 450, 38_000
US_PER_CM: Final = 58.3
"""At 343 m/s, the speed of sound in air at 20 C."""
RANGE_CM: Final = (2.0, 400.0)


@dataclass(frozen=True, slots=True)
class HcSr04:
    """A sensor on two pins; a distance outside 2-400 cm has no echo, nor what its trigger sends while `unheard`."""

    trigger: int
    echo: int
    distance_cm: Curve = 100.0
    unheard: tuple[Span, ...] = ()
    TITLE: ClassVar[str] = "HC-SR04"
    HELD: ClassVar[tuple[str, ...]] = ("echo",)
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("distance_cm", key("knob.distance"), unit="cm", least=0.0, most=450.0, step=1.0),
    )

    def attach(self, board: Board) -> None:
        """Hold the echo low and listen to the trigger."""
        board.pins.drive(self.echo, 0)
        board.pins.follow(self.trigger, _Ears(self, board).hear)


class _Ears:
    def __init__(self, part: HcSr04, board: Board) -> None:
        self._part = part
        self._board = board
        self._risen_us: int | None = None
        self._busy_until_us = 0

    def hear(self, level: int) -> None:
        now_us = self._board.now_us
        if level:
            self._risen_us = now_us
            return
        is_long_enough = self._risen_us is not None and now_us - self._risen_us >= TRIGGER_US
        is_heard = not any(span.holds(now_us / 1e6) for span in self._part.unheard)
        if is_long_enough and is_heard and now_us >= self._busy_until_us:
            self._answer(now_us + BURST_US)

    def _answer(self, start_us: int) -> None:
        board, part = self._board, self._part
        distance_cm = value_at(part.distance_cm, start_us / 1e6, board.seed)
        low, high = RANGE_CM
        length_us = round(distance_cm * US_PER_CM) if low <= distance_cm <= high else NO_ECHO_US
        self._busy_until_us = start_us + length_us
        board.schedule(start_us, partial(board.pins.drive, part.echo, 1))
        board.schedule(self._busy_until_us, partial(board.pins.drive, part.echo, 0))
