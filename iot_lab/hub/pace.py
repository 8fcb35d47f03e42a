"""How often: the wait between two transactions, and what was written but not shown yet. Pure.

Our own broker decides how long a message may wait for others (broker/gathering.py): what it brings together is written
and shown at once. The gap is for brokers that bring one message after the other, and it is counted from the start of
a turn, a little less than our broker's: no bunch of its waits here again. Few messages are kept and shown at once: the
gap grows with the square of what a turn wrote, so that thirty a second are written one by one. And a broker that sends
only so many messages before it waits for acknowledgements (mosquitto: 20) gives batches of the same size again and
again; it is answered sooner, or it would throttle its publishers to that window at each turn.

Work is followed by a pause in proportion. What counts is this thread's own processor time: what a turn takes by the
clock, while others have the processor, says nothing of what it costs.

Frames follow turns, some of them later where many watch: each of them wakes a thread for each frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.store import Batch

if TYPE_CHECKING:
    from iot_lab.store import Reading, SampleBlock, Written
    from iot_lab.store.telemetry.records import SeriesName

USUAL_GAP_S: Final = 0.03
"""From the start of one turn to that of the next."""
MANY_AT_ONCE: Final = 5
"""Messages of one turn: from so many on, the gap is the usual one."""
COSTLY_GAP_S: Final = 0.08
"""Where a turn takes long, or many watch."""
PAUSES: Final = 4
"""Times what a turn worked is waited after it, up to the costly gap: a slow computer writes fewer and larger turns."""
MANY_WATCHERS: Final = 100
"""So many are told ten times a second; twenty hardly wait."""
LONGEST_GAP_S: Final = 1.0
WINDOW_GAP_S: Final = 0.01
LEAST_WINDOW: Final = 10
RETRY_S: Final = (0.2, 5.0)


class Pace:
    """The wait after each turn of the writer."""

    def __init__(self) -> None:
        self._gap_s = USUAL_GAP_S
        self.frame_gap_s = 0.0
        """What lies between two frames at least: turns may differ in length."""
        self._last_size = 0

    def after_writing(self, messages: int, took_s: float, worked_s: float | None = None) -> float:
        """Return the wait after a turn that wrote `messages` in `took_s`, `worked_s` of it at work."""
        is_window = messages == self._last_size and messages >= LEAST_WINDOW
        self._last_size = messages
        calm_gap_s = USUAL_GAP_S * _share(messages / MANY_AT_ONCE)
        if messages:
            self.frame_gap_s = calm_gap_s / 2
        # Windows counts a thread's time in pieces that are longer than most turns.
        cost_s = took_s if worked_s is None else min(took_s, worked_s)
        paced_s = max(calm_gap_s - took_s, min(COSTLY_GAP_S, PAUSES * cost_s), took_s)
        self._gap_s = WINDOW_GAP_S if is_window else min(LONGEST_GAP_S, paced_s)
        return self._gap_s

    def after_failing(self) -> float:
        """Return the wait before a store that refuses is tried again, longer each time."""
        self._gap_s = min(RETRY_S[1], max(RETRY_S[0], self._gap_s * 2))
        return self._gap_s


class News:
    """What was written since the last frame; times in seconds of any steady clock."""

    def __init__(self) -> None:
        self._batch = Batch()
        self._readings: dict[SeriesName, list[Reading]] = {}
        self._blocks: dict[SeriesName, list[SampleBlock]] = {}
        self._is_empty = True
        self._shown_s = float("-inf")

    def add(self, batch: Batch, written: Written) -> None:
        """Keep what one transaction wrote."""
        mine = self._batch
        mine.kinds |= batch.kinds
        mine.seen_ms |= batch.seen_ms
        mine.states |= batch.states
        mine.infos |= batch.infos
        mine.log += batch.log
        for name, readings in written.readings.items():
            self._readings.setdefault(name, []).extend(readings)
        for name, blocks in written.blocks.items():
            self._blocks.setdefault(name, []).extend(blocks)
        self._is_empty = False

    def due_in(self, now_s: float, gap_s: float, watchers: int) -> float | None:
        """Return how long until the next frame may be made; None where there is nothing to show."""
        wanted_s = max(gap_s, COSTLY_GAP_S * _share(watchers / MANY_WATCHERS))
        return None if self._is_empty else max(0.0, self._shown_s + wanted_s - now_s)

    def take_blocks(self) -> dict[SeriesName, list[SampleBlock]]:
        """Return the blocks of streams there are to show, and begin again."""
        taken, self._blocks = self._blocks, {}
        return taken

    def take(self, now_s: float) -> tuple[Batch, dict[SeriesName, list[Reading]]]:
        """Return what there is to show, and begin again."""
        taken = self._batch, self._readings
        self._batch, self._readings, self._is_empty, self._shown_s = Batch(), {}, True, now_s
        return taken


def _share(of_many: float) -> float:
    """Return which part of a gap is kept for a part of what is many: little for few."""
    return min(1.0, of_many) ** 2
