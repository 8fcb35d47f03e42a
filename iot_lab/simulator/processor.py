"""The processor's time: what a program computes takes an ESP32's time, and interrupts come in while it lasts.

One boot's fuel is its count of work (`border.py`); 265 units are a microsecond. The board's clock is moved

- at each host call, by what was computed since the last one. Each call has a price of its own (`calls/`), which stands
  for the firmware's function: so what our Python in its place computed (`shims.py`: before the call, and after it) is
  not charged, nor are `GRACE_FUEL` units, the bytecode around a call;
- at the end of each slice of work. Slices end when the agenda's next line is due, so events happen at their instant,
  to a C function's length; what then waits for the program is put in its scheduler (`scheduler.py`).

Only main.py and boot.py are charged, from their first line on, and never what loads a file.

Time goes faster than the work in two cases, and stops at every event all the same:

- A program whose memory comes back to what it was goes round in circles (`circles.py`): time jumps to the next
  interrupt.
- One that computes for long without asking anything is followed ever less closely: a second of its work then stands for
  more. That begins after `WAITING_US` where an interrupt may be what it waits for, after `WORKING_US` where none can
  come, and soon where it has computed for `WHOLE_RUN_US` in all. What it asks last is late by that; what interrupts it
  is not.

A live board's clock is the wall: there time only jumps in pieces, and never goes faster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.circles import SOON_FUEL
from iot_lab.simulator.counted_loops import CountedLoops
from iot_lab.simulator.limits import RunEnded
from iot_lab.simulator.shims import MODULE, USUAL_CHARACTERS, shim_fuel
from iot_lab.simulator.speed import CONSOLE_QUEUE_BYTES, FUEL_PER_US, PRINTED_BYTE_US

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board import Board
    from iot_lab.simulator.sandbox import Sandbox

GRACE_FUEL: Final = 10 * FUEL_PER_US
LONGEST_SLICE_FUEL: Final = 4_000 * FUEL_PER_US
# A slice that has more than this left is kept over a call: setting a new one takes time.
SHORT_SLICE_FUEL: Final = 500 * FUEL_PER_US
LATEST_INTERRUPT_US: Final = 500
WAITING_US: Final = 1_400_000
WORKING_US: Final = 6_000_000
WHOLE_RUN_US: Final = 15_000_000
SOON_US: Final = 20_000
FASTER_EACH_US: Final = 50_000
# After an interrupt, so much work is followed to the microsecond: the callback, and a loop that it may have ended.
CALLBACK_FUEL: Final = 2_000 * FUEL_PER_US
LIVE_JUMP_US: Final = 100_000
CALLBACK: Final = "next"


class Processor:
    """One boot's processor. `interrupts_program(reason)` says whether a run that ends goes on with an interruption."""

    def __init__(
        self,
        board: Board,
        sandbox: Sandbox,
        *,
        interrupts_program: Callable[[str], bool] | None = None,
        is_live: bool = False,
    ) -> None:
        self._board, self._guest, self._scheduler = board, sandbox.guest, sandbox.scheduler
        self._interrupts_program = interrupts_program
        self._is_live = is_live
        self._circles = sandbox.circles
        board.polling.turns = None if is_live else CountedLoops(sandbox.guest)
        self._shims = shim_fuel()
        self._shim_before, self._shim_after = self._shims.known_before, self._shims.known_after
        self._is_charging = self._is_held = self._has_sliced = False
        self._left = self._paid_at = self._slice_end = self._quiet_from = self._guest.fuel()
        self._allowed = 0  # fuel of the firmware's stand-ins that is not charged
        self._module_fuel = 0  # what goes on loading a module, once its imports are there
        self._stretch_us = self._computed_us = 0
        self._sliced_us = 0  # computed since the last call, in whole slices
        self._interrupted_at = self._left + CALLBACK_FUEL
        self._console_free_us = 0
        self._behind_us = self._long_behind_us = 0  # added before the next calls, or callbacks (`pace.py`)
        self._served: set[str] = set()  # interrupts since it fell behind, and before
        self._usual: set[str] = set()

    def begin(self) -> None:
        """A program's first line comes next: from now on, its work is charged."""
        self._is_charging = True

    def pause(self) -> None:
        """What follows is no work of the program's."""
        self._is_charging = False

    def hold(self) -> None:
        """Charge nothing until `release`: what runs is ours."""
        self._is_held = True

    def release(self) -> None:
        """Charge again."""
        self._is_held = False

    def fall_behind(self, us: int) -> None:
        """Add so much time to what the program does next; what interrupts left no room for comes with the next one."""
        self._long_behind_us += self._behind_us
        self._behind_us = us
        self._usual, self._served = self._served, set()

    def fuel(self) -> int:
        """Return the fuel that is left."""
        return self._guest.fuel()

    def set_fuel(self, fuel: int) -> None:
        """Set the fuel that is left; what was computed does not change by it."""
        more = fuel - self._guest.fuel()
        self._guest.set_fuel(fuel)
        self._left += more
        self._paid_at += more
        self._quiet_from += more
        self._interrupted_at += more
        self._slice_end = self._left

    def foresee_looks(self) -> tuple[int, int]:
        """Return how many looks at the clock will take the same time, and how long each."""
        if not self._is_charging or self._is_held or self._behind_us or self._long_behind_us:
            return 0, 0
        return self._board.foresee_looks()

    def looked(self, count: int, step_us: int, left: int) -> int:
        """The guest has looked at the clock so often; what it computed up to then is part of that."""
        self._left = self._paid_at = self._quiet_from = left
        self._allowed, self._sliced_us, self._stretch_us = GRACE_FUEL, 0, 0
        return self._board.looked(count, step_us)

    def before_call(self, name: str, payload: str = "") -> None:
        """The guest asks its host something: charge what it computed since; raises RunEnded."""
        board = self._board
        left = self._left = self._guest.fuel()
        if board.is_in_callback and name != CALLBACK:
            board.is_in_callback = self._scheduler.is_locked
            board.called_back += board.is_in_callback
        if self._is_charging and not self._is_held:
            known = self._shim_before.get(name)  # here, not by a function more: each call of the guest comes by
            if known is None or len(payload) > USUAL_CHARACTERS:
                known = self._shims.before(name, payload)
            spent = self._paid_at - left - self._allowed - known
            if spent > FUEL_PER_US:
                us = spent // FUEL_PER_US
                board.polling.computed(us + self._sliced_us)
                self._computed_us += us
                board.advance_by(us)
            else:
                board.polling.computed(self._sliced_us)
            self._sliced_us = 0
            if self._behind_us and not board.is_in_callback:
                begin_us = board.clock.now_us
                board.advance_by(self._behind_us, until_interrupt=True)
                self._behind_us = max(0, self._behind_us - board.clock.now_us + begin_us)
        self._paid_at = self._quiet_from = left
        self._allowed = GRACE_FUEL
        if self._has_sliced:
            self._has_sliced = False
            self._circles.forget()
        if name == CALLBACK:
            self._served.update(board.pending)
            if self._long_behind_us:
                self._long_behind_us = board.catch_up(self._long_behind_us, self._usual)
            board.is_in_callback = True
        elif not board.is_in_callback:
            self._stretch_us = 0

    def before_print(self, size: int, pieces: int) -> None:
        """The guest prints so many bytes: charge its work, and the wait for the console's queue; raises RunEnded."""
        board, left = self._board, self._guest.fuel()
        self._left = left
        if board.is_in_callback:
            board.is_in_callback = self._scheduler.is_locked
        if not self._is_charging:
            return
        spent = self._paid_at - left - self._allowed - (pieces - 1) * GRACE_FUEL - self._shims.of_print(pieces)
        if spent > FUEL_PER_US:
            self._compute(spent // FUEL_PER_US)
        self._paid_at, self._allowed = left, GRACE_FUEL
        self._quiet_from, self._has_sliced = left, False
        self._circles.forget()
        now_us, own_us = board.clock.now_us, PRINTED_BYTE_US * size
        self._console_free_us = max(now_us, self._console_free_us) + own_us
        wait_us = self._console_free_us - now_us - PRINTED_BYTE_US * CONSOLE_QUEUE_BYTES
        if wait_us > 0:
            self._compute(wait_us)
        elif self._speed() > 1:  # the console would be its brake, also where its time goes faster
            self._compute(own_us)

    def after_answer(self, name: str, payload: str, answer: str) -> None:
        """The guest gets an answer: what its stand-in does with it is not charged."""
        allowed = self._shim_after.get(name)
        if allowed is None or len(answer) > USUAL_CHARACTERS:
            allowed = self._shims.after(name, payload, answer)
        if self._module_fuel or name == MODULE:
            allowed = self._allowed_of_module(name, allowed)
        self._allowed = GRACE_FUEL + allowed
        self.resume()

    def _allowed_of_module(self, name: str, allowed: int) -> int:
        if name == MODULE:
            self._module_fuel = max(self._module_fuel, allowed)
        if self._shims.is_charged(name) and name != CALLBACK:
            self._module_fuel = 0
        return max(allowed, self._module_fuel)

    def resume(self) -> None:
        """The guest goes on: what waits for it comes at its next jump, and its slice ends when something is due."""
        if self._board.pending:
            self._scheduler.run_callbacks()
        if self._scheduler.is_stopping:
            self._scheduler.settle()
        self._plan_slice()

    def on_slice(self) -> None:
        """The guest has computed for a slice of its fuel; raises RunEnded."""
        left = self._left = self._guest.fuel()
        self._has_sliced = True
        try:
            if self._is_charging and not self._is_held:
                us = (self._paid_at - self._allowed - left) // FUEL_PER_US
                if us > 0:
                    self._paid_at -= us * FUEL_PER_US
                    self._compute(us)
                self._jump()
        except RunEnded as ended:
            if self._interrupts_program is None or not self._interrupts_program(ended.reason):
                raise
            self._left = self._guest.fuel()
            self._scheduler.interrupt(also_in_a_callback=True)
        self._slice_end = self._left
        self.resume()

    def _plan_slice(self) -> None:
        left, circles = self._left, self._circles
        if circles.is_stepping:
            self._guest.slice(1, left)
            self._slice_end = left
            return
        if self._is_held or not self._is_charging:  # no time passes meanwhile, so nothing comes due
            self._slice_end = max(0, left - LONGEST_SLICE_FUEL)
            self._guest.slice(left - self._slice_end, left)
            return
        board = self._board
        due_us = min(board.next_due_us(), board.end_us) - board.clock.now_us
        if due_us < LATEST_INTERRUPT_US:  # one more can wait as long as the program may wait for any
            due_us = LATEST_INTERRUPT_US if board.pending else max(1, due_us)
        fuel = due_us * FUEL_PER_US
        due = self._paid_at - self._allowed - (fuel if self._stretch_us <= SOON_US else fuel // self._speed())
        if circles.is_eager and self._quiet_from - SOON_FUEL < left:
            due = max(due, self._quiet_from - SOON_FUEL)
        if due > self._slice_end or self._slice_end >= left - SHORT_SLICE_FUEL:
            self._slice_end = min(left - 1, max(due, left - LONGEST_SLICE_FUEL))
            self._guest.slice(left - self._slice_end, left)

    def _jump(self) -> None:
        """Go on to the next interrupt where nothing but an interrupt can change what the program does."""
        board = self._board
        if board.pending:
            self._quiet_from = self._left
            self._circles.forget()
        elif self._circles.come_round(self._quiet_from - self._left):
            longest_us = LIVE_JUMP_US if self._is_live else board.end_us
            while not board.pending:
                board.advance(min(board.next_due_us(), board.end_us, board.now_us + longest_us))
            self._paid_at, self._allowed = self._left, 0
            self._stretch_us = 0
            board.polling.stop()

    def _compute(self, us: int) -> None:
        """Charge work of a program that asks nothing meanwhile."""
        self._sliced_us += us
        speed = self._speed()
        self._stretch_us += us * speed
        self._computed_us += us
        self._board.advance_by(us * speed, until_interrupt=speed > 1)
        if self._board.pending:
            self._interrupted_at = self._left

    def _speed(self) -> int:
        """Return how many microseconds one of the program's work stands for."""
        if self._is_live or self._stretch_us <= SOON_US or self._interrupted_at - self._left < CALLBACK_FUEL:
            return 1
        late_us = self._stretch_us - self._followed_us()
        return 1 + late_us // FASTER_EACH_US if late_us > 0 else 1

    def _followed_us(self) -> int:
        """Return how long the program's work is followed to the microsecond."""
        if self._computed_us > WHOLE_RUN_US:
            return SOON_US
        return WAITING_US if self._board.may_interrupt else WORKING_US
