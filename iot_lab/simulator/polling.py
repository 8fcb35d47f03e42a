"""How long a look at the clock or at an input takes, so that minutes of looking cost milliseconds.

A look takes `LOOK_US`. A program that does nothing but look is waiting: for an event, or for an instant. Events are
lines of the agenda, and the clock always stops at the next one, so steps may grow without anything being seen of it; an
instant is seen by comparing the clock with it, so steps may grow only as far as nobody can tell. Therefore:

- A loop that looks at inputs only: each look takes 1/32 of the time already spent looking, at most 100 ms. So does a
  call that changes nothing (a level or a duty written again), once there was nothing else for 40 ms; beside a reading
  of the ADC, 1 ms at most.
- A loop that looks at the clock as well: only its looks at the clock grow, by 1/512 (0.2 %) of that time. Those at
  `ticks_ms` take the rest of their millisecond at least, after 1 ms of looking, or 0.3 ms with 16 looks: between two
  values there is nothing to see. A step is at most 10 ms; after 40 s of nothing but looks it is 1/1024 (0.1 %)
  of that time.
- A loop that has waited as long several times, some seconds each, will most likely do so again: until nine tenths of
  that time, its steps are as long as what is left of it allows, 30 ms at most. So minutes of messages sent every five
  seconds by a loop that never sleeps are graded in a second.

Looking ends when something happens that the program can see (a pin changes, an event is recorded), when it sleeps and
when it computes. What it then measures is exact again; so are the looks that follow an interrupt. A collection of the
heap is no computing of the program's: a long turn among many short ones leaves the steps as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.simulator.counted_loops import CountedLoops

LOOK_US: Final = 10
INPUT_SHARE, LONGEST_INPUT_US = 32, 100_000
CLOCK_SHARE, LONGEST_CLOCK_US = 512, 10_000
REPEATED_US: Final = 40_000
LATE_US, LATE_CLOCK_SHARE = 40_000_000, 1024
# A turn of a loop that looks computes less than this; a collection takes less than `COLLECTION_US`, once in many turns.
TURN_US: Final = 500
COLLECTION_US: Final = 5_000
TURNS_BETWEEN_COLLECTIONS: Final = 64
MILLISECOND_US: Final = 1000
POLLING_US, LOOKS_OF_POLLING = 300, 16
# Looks of which each takes the same time are counted up to this (`looks.py`).
MOST_ALIKE: Final = 256
# So many looks at inputs after the last one at the clock, a loop is no longer one that watches the clock.
FORGETS_CLOCK_AFTER: Final = 64
LOOKS_AFTER_INTERRUPT: Final = 8
LOOKS_OF_A_LOOP: Final = 2
# Waits of which the next one's length is foreseen: so long, so many times alike, to an eighth; shorter ones between two
# actions of one turn are none.
FORESEEN_US: Final = 2_000_000
FORESEEN_AFTER: Final = 3
ALIKE_SHARE: Final = 8
NO_WAIT_US: Final = 20_000
FORESEEN_SHARE, LONGEST_FORESEEN_US = 16, 30_000


class Polling:
    """One board's looks since something happened last."""

    def __init__(self) -> None:
        self._since_us: int | None = None
        self._inputs_since_clock = FORGETS_CLOCK_AFTER
        self._short_looks = self._loop_looks = 0
        self._short_turns = 0
        self._seen_us = self._usual_us = self._alike = 0
        self._bound_us = self._bound_for = self._looks = 0
        self.turns: CountedLoops | None = None  # in virtual time

    def computed(self, us: int) -> None:
        """The program has computed for so long since its last look."""
        if us <= TURN_US:
            self._short_turns += 1
            return
        if us > COLLECTION_US or self._short_turns < TURNS_BETWEEN_COLLECTIONS:
            self.stop()
        self._short_turns = 0

    def interrupted(self) -> None:
        """A callback ran, and may have ended the waiting: the next looks are short ones."""
        self._short_looks = LOOKS_AFTER_INTERRUPT

    def loop_repeats(self) -> None:
        """The event loop of asyncio goes round: the next looks at the clock are its own."""
        self._loop_looks = LOOKS_OF_A_LOOP

    def stop(self) -> None:
        """Something happened: the next look is the first one again."""
        if self._since_us is not None:
            self._note_wait(self._seen_us - self._since_us)
            self._since_us = None

    def _note_wait(self, us: int) -> None:
        if us < NO_WAIT_US:
            return
        is_alike = us >= FORESEEN_US and abs(us - self._usual_us) * ALIKE_SHARE <= us
        self._alike = self._alike + 1 if is_alike else 1
        self._usual_us = us

    def input_step_us(self, now_us: int) -> int:
        """Return what a look at an input takes."""
        for_us = self._for_us(now_us)
        if self._inputs_since_clock < FORGETS_CLOCK_AFTER:
            self._inputs_since_clock += 1
            return LOOK_US
        us = for_us // INPUT_SHARE
        return LOOK_US if us < LOOK_US else min(LONGEST_INPUT_US, us)

    def bound(self, us: int) -> None:
        """What the loop looks at changes all the time: what it repeats takes no longer than such a look either."""
        self._bound_us, self._bound_for = us, FORGETS_CLOCK_AFTER

    def repeat_step_us(self, now_us: int) -> int:
        """Return what a call takes that only repeats what was said before."""
        step_us = self.input_step_us(now_us)
        if self._since_us is None or now_us - self._since_us < REPEATED_US:
            return LOOK_US
        if not self._bound_for:
            return step_us
        self._bound_for -= 1
        return min(step_us, self._bound_us)

    def clock_step_us(self, now_us: int) -> int:
        """Return what a look at the clock in microseconds takes."""
        self._inputs_since_clock = 0
        return max(LOOK_US, self._clock_step_us(self._for_us(now_us)))

    def milliseconds_step_us(self, now_us: int, started_us: int) -> int:
        """Return what a look at the clock in milliseconds takes, of a processor that started at `started_us`."""
        if self._loop_looks:
            self._loop_looks -= 1
            return LOOK_US
        self._inputs_since_clock = 0
        for_us = self._for_us(now_us)
        if self.turns is not None:
            self.turns.looked_at_milliseconds()
        if not self._is_polling(for_us):
            return LOOK_US
        shown_us = now_us - started_us
        later_us = shown_us + max(self._clock_step_us(for_us), MILLISECOND_US)
        return later_us - later_us % MILLISECOND_US - shown_us

    def looks_alike(self, now_us: int) -> tuple[int, int]:
        """Return how many looks at the milliseconds take the same time from now on, and how long each takes."""
        since_us = self._since_us
        for_us = 0 if since_us is None else now_us - since_us
        if self._short_looks or self._loop_looks or not self._is_polling(for_us):
            return 0, 0
        if self.turns is not None:
            if self.turns.counts:
                return self.turns.alike()
            if self.turns.is_looking:
                return 0, 0
        step_us, count = self._whole_step_us(for_us), MOST_ALIKE
        while count > 1 and self._whole_step_us(for_us + count * step_us) != step_us:
            count //= 2
        return count, step_us

    def _is_polling(self, for_us: int) -> bool:
        return for_us >= (POLLING_US if self._looks >= LOOKS_OF_POLLING else MILLISECOND_US)

    def _whole_step_us(self, for_us: int) -> int:
        step_us = max(self._clock_step_us(for_us), MILLISECOND_US)
        return step_us - step_us % MILLISECOND_US

    def looked(self, count: int, last_us: int) -> int:
        """The program has looked so often at the milliseconds, lastly then; returns as how many calls that counts."""
        self._inputs_since_clock = 0
        self._short_turns += count
        self._seen_us = last_us
        return count if self.turns is None else self.turns.answered(count)

    def _for_us(self, now_us: int) -> int:
        turns = self.turns
        if self._since_us is None:
            self._since_us, self._looks = now_us, 0
            if turns is not None:
                turns.begin()
        self._looks += 1
        self._seen_us = now_us
        if turns is not None and turns.look(now_us):
            return 0
        if self._short_looks:
            self._short_looks -= 1
            return 0
        return now_us - self._since_us

    def _clock_step_us(self, for_us: int) -> int:
        if for_us > LATE_US:
            return for_us // LATE_CLOCK_SHARE
        step_us = min(LONGEST_CLOCK_US, for_us // CLOCK_SHARE)
        if self._alike < FORESEEN_AFTER or for_us < NO_WAIT_US:
            return step_us
        foreseen_us = (self._usual_us * 9 // 10 - for_us) // FORESEEN_SHARE
        return max(step_us, min(LONGEST_FORESEEN_US, foreseen_us))
