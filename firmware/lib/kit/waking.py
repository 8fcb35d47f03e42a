# A board that wakes from a deep sleep meets the room before its program goes on, for that may put it to sleep again at once: so an
# order to stop reaches it, whatever the program does. Once a minute at most, and not for long: it costs current.
#
# The chip's clock goes on in deep sleep. When the room was met, or looked for in vain, stands with the numbers of samples in the
# RTC memory, under a name that no series has. Loaded only at such a start.
import time

from kit import files, trial

MEETING_MS = 8000  # at most
SETTLING_MS = 1000  # once it is in the room: orders that wait for it come
EVERY_S = 60


class Waking:
    def __init__(self, room):
        self._room = room
        asleep_s = int(time.time()) - room.numbers.met_s()
        self._is_over = 0 <= asleep_s < EVERY_S and not trial.is_on()
        self._end_ms = time.ticks_add(time.ticks_ms(), MEETING_MS)
        self._is_met = False

    def is_over(self):
        """Say whether the program may go on."""
        if self._is_over:
            return True
        now = time.ticks_ms()
        if not self._is_met and self._room.is_in():
            self._is_met, self._end_ms = True, time.ticks_add(now, SETTLING_MS)
        if time.ticks_diff(now, self._end_ms) < 0:
            return False
        self._is_over = True
        self._room.numbers.meet(int(time.time()))
        if self._is_met:
            _count_wake()
        return True


def _count_wake():
    """The board woke, and could be reached before the program went on."""
    if trial.is_on():
        wakes = files.count(files.read(files.STATE), "wakes") + 1
        files.change(files.STATE, wakes=wakes)
        if wakes >= trial.MOST_RUNS:
            trial.prove()
